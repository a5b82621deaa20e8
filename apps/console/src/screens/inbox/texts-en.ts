/** The words of the inbox in English. */
import type { nl } from './texts-nl'

export const en = {
  title: 'Inbox', views: 'Which messages', thread: 'Conversation', debtor: 'Debtor', toList: 'To the list', older: 'Older', showAll: 'Show all', cut: 'Cut here: this message is very long.', cutRest: 'Save the whole message',
  names: { unassigned: 'Unassigned', mine: 'Mine', open: 'All open', waiting: 'Waiting for the debtor', unknown: 'Unknown sender', done: 'Done' },
  empty: {
    unassigned: 'Nobody waits for an agent.', mine: 'You have no open conversations.', open: 'There is no open conversation.', waiting: 'We wait for nobody.', unknown: 'Every sender is known.', done: 'Nothing has been done yet.',
  },
  emptyHint: 'New messages come here by themselves.', choose: 'Choose a message', chooseHint: 'With j and k you go through the list, Enter opens.', nothingYet: 'Nothing has been written yet.',
  hours: (count: number) => `${count} h`, days: (count: number) => `${count} days`, windowLeft: (left: string) => `window ${left}`, windowClosed: 'window closed',
  longestFirst: 'Who waits longest comes first.', latestFirst: 'The latest comes first.', heldBy: (name: string) => `of ${name}`,
  asks: (intent: string) => `${intent}?`,
  intents: {
    'will-pay': 'promise', paid: 'has paid', instalments: 'payment arrangement', dispute: 'dispute', 'cannot-pay': 'cannot pay', 'not-received': 'invoice not received', 'call-me': 'wants a call', 'wrong-person': 'wrong person',
    stop: 'wants no messages here', complaint: 'complaint', 'debt-help': 'debt help', deceased: 'deceased', 'who-is-this': 'who is this', other: 'something else',
  },
  effects: {
    'will-pay': 'Becomes a promise to pay: quiet until shortly after that day.', paid: 'Quiet until the bank files have been read.', instalments: 'Quiet; agree on the instalments in the file.', dispute: 'This invoice alone rests.', 'cannot-pay': 'Quiet; point to debt help.',
    'not-received': 'Quiet; send the invoice again.', 'call-me': 'Quiet; call the customer.', 'wrong-person': 'This address is used no more.', stop: 'No more messages go here.', complaint: 'Becomes a complaint with a term.',
    'debt-help': 'Everything rests until a person lifts that.', deceased: 'Everything stops at once.', 'who-is-this': 'Nothing changes; explain who we are.', other: 'Nothing changes.',
  },
  proposal: 'Proposal', noProposal: 'No proposal', accept: 'Accept', change: 'Change', reject: 'Reject', rejectSays: 'What rested for it goes on.', whatIsIt: 'What is it instead?', payBy: 'Pays by', amount: 'Amount', claim: 'Which invoice', save: 'Save', cancel: 'Do not',
  missing: { intent: 'Choose what it is.', day: 'Choose a day.', amount: 'Fill in an amount.', claim: 'Choose an invoice.' },
  settled: { accepted: 'accepted', changed: 'changed', rejected: 'rejected' },
  us: 'Tijdig', colleague: 'a colleague', noteOnly: 'internal only', unworded: 'not worded yet', automatic: { reply: 'automatic reply', bounce: 'did not arrive' },
  refusedFile: { empty: 'empty file', 'too-large': 'too large, not kept', type: 'kind not allowed, not kept', 'not-fetched': 'could not be had from the carrier' },
  answer: 'Answer', answerTo: 'Answer to the debtor', takeOver: 'Take over', answering: (name: string) => `${name} is answering`, answeringSince: (name: string, at: string) => `${name} has been answering since ${at}`, calling: (name: string) => `${name} is on the telephone with them.`, yourDraft: 'Your draft:', draftOf: (name: string) => `Draft of ${name}`, useDraft: 'Put into my answer',
  over: 'Over', noAddress: 'There is no usable address or number.', send: 'Send', sendTo: (channel: string, target: string | null) => (target === null ? `Send ${channel}` : `Send ${channel} to ${target}`), stopAnswering: 'Not now',
  answerQueued: 'Answer queued.', windowShut: 'The WhatsApp window is closed: they wrote there more than a day ago, or never. Your text stays: choose a template or another way.',
  level: { ok: 'B1 ok', hard: 'B1: can be plainer' }, tone: { ok: 'tone ok', rude: 'tone: threatens' }, blocks: 'must change', advice: 'advice', refusedText: 'This may not leave as it is. Your text stays: change what is told below.',
  templates: 'Template', acknowledgement: 'Acknowledgement', noTemplates: 'There is no approved template for this customer.', templateGone: 'This template is not there any more in this form. Choose it again.', inTemplate: 'template',
  sendTemplate: (channel: string, target: string | null) => (target === null ? `Send ${channel} template` : `Send ${channel} template to ${target}`),
  note: 'Note', noteLabel: 'Note, internal only', keepNote: 'Keep note',
  assignee: 'Of', nobody: 'nobody', toMe: 'Mine', wait: 'Wait', done: 'Done', reopen: 'Reopen', waits: 'waits', waitTitle: 'Wait until', assigned: 'Assigned.',
  untils: { 'they-write': 'they write', tomorrow: 'tomorrow 9:00', 'in-three-days': 'in 3 days', 'in-a-week': 'in 7 days' },
  moved: { open: 'Reopened.', waiting: 'Waiting for the debtor.', done: 'Done.' },
  owed: 'Open', promise: 'Promise', dossier: 'File',
  split: 'Not of this debtor', splitDone: 'Taken off: the message is among the unknown senders.', settledElsewhere: 'This message was dealt with before.',
  unknownHint: 'Tell nothing about a debtor before you know who this is.', whose: 'Whose message is this?', matched: { address: 'same address', reference: 'reference named' }, noCandidates: 'Nothing matched. Look for the debtor.', find: 'Another debtor', search: 'Search',
  link: 'Link', linked: 'Linked.', dismiss: 'Nobody\'s', dismissTitle: 'Is this message nobody\'s?', dismissSays: 'It is kept, and listed no more. This cannot be taken back.',
  refused: {
    'being-answered': 'Somebody else is answering now. Your text is kept.', 'being-called': 'A colleague is on the telephone with them.',
    settled: 'A colleague was first: read the conversation again.', 'not-found': 'It is not there any more, or it has left.', 'status-404': 'It is not there any more, or it has left.',
  },
} satisfies typeof nl
