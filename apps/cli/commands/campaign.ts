/** `tijdig campaign`: makes campaigns, foresees them, starts and stops them, and tells how they go. */
import type { Command } from 'commander'
import { CAMPAIGN_ACTIONS, type CampaignAction } from '#domain'
import { actOnCampaign, CampaignNotReady } from '#pipeline'
import { campaignProgress, listCampaigns, readAudit, type Creditor, type StoredCampaign } from '#store'
import { counted, table, type Answer } from '../answer'
import { operator } from '../operator'
import { answerFrom, NO_DATABASE, teach, withCreditor, WRONG_USAGE, type CommonOptions } from '../command'
import { chooseCreditor } from '../choose-creditor'
import { chooseCampaign } from '../choose-campaign'
import { answerIsNo } from '../exit-codes'
import type { Session } from '../session'
import { addCreate } from './campaign-create'
import { addDryRun } from './campaign-dry-run'

export function addCampaign(program: Command): void {
  const group = program
    .command('campaign')
    .summary('run campaigns over a segment of debtors')
    .description(
      'A campaign takes the debtors of a segment through a strategy, or asks each once how they want to be written to. Each debtor is still decided alone.',
    )
  addCreate(group)
  addDryRun(group)
  for (const action of CAMPAIGN_ACTIONS) addAction(group, action)
  addProgress(group)
  addList(group)
}

const DOES: Readonly<Record<CampaignAction, { readonly summary: string; readonly description: string; readonly done: string }>> = {
  start: {
    summary: 'start a campaign',
    description: 'Enrolment begins at the start of the campaign, or at once when that has passed.',
    done: 'is started',
  },
  pause: {
    summary: 'pause a campaign',
    description: 'Nothing of it is decided as a contact, and nothing queued leaves, until it is resumed.',
    done: 'is paused',
  },
  resume: {
    summary: 'go on with a paused campaign',
    description: 'Its debtors are decided anew; who was written to already is not written to again for the same step.',
    done: 'goes on',
  },
  stop: {
    summary: 'stop a campaign for good',
    description: "What has not left is not sent; its debtors go back to the creditor's own journey, each claim where it was.",
    done: 'is stopped',
  },
}

function addAction(group: Command, action: CampaignAction): void {
  const { summary, description, done } = DOES[action]
  const command = withCreditor(group.command(action))
    .summary(summary)
    .description(description)
    .argument('<name>', 'name of the campaign')
    .action((name: string, options: CommonOptions) =>
      answerFrom(options, async (session) => {
        const { creditor, campaign } = await chooseCampaign(session, options.creditor, name)
        const { database, now } = session
        const after = await database
          .transaction((sql) => actOnCampaign(database, sql, creditor, { id: campaign.id, action, by: operator() }, now))
          .catch((fault: unknown) => {
            throw fault instanceof CampaignNotReady ? answerIsNo(`${name} is ${campaign.state}: it cannot ${action}`) : fault
          })
        return { lines: [`${name} ${done}.`], data: { name, state: after.state } }
      }),
    )
  teach(command, {
    examples: [`campaign ${action} spring`],
    exits: { 0: `it ${done}`, 1: `no such campaign, or it cannot ${action} from its state`, 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

function addProgress(group: Command): void {
  const command = withCreditor(group.command('progress'))
    .summary('how a campaign goes')
    .description(
      'Debtors by where they stand, which add up to the enrolled; who was left out and why; contacts and what came back beside it.',
    )
    .argument('<name>', 'name of the campaign')
    .action((name: string, options: CommonOptions) =>
      answerFrom(options, async (session) => progressAnswer(session, await chooseCampaign(session, options.creditor, name))),
    )
  teach(command, {
    examples: ['campaign progress spring', 'campaign progress spring --json'],
    exits: { 0: 'told', 1: 'no such campaign', 2: WRONG_USAGE, 3: NO_DATABASE },
  })
}

async function progressAnswer(session: Session, { creditor, campaign }: { creditor: Creditor; campaign: StoredCampaign }): Promise<Answer> {
  const { progress, audit } = await session.read(creditor.id, async (sql) => ({
    progress: await campaignProgress(sql, campaign),
    audit: await readAudit(sql, creditor.id, campaign.id, 1),
  }))
  const variants = campaign.variants.length > 1
  const states = progress.enrolments.map(({ variant, state, debtors }) => [variants ? `${state} (${variant})` : state, debtors])
  const lines = [
    `${campaign.name}: ${campaign.state}${audit[0] ? ` (${audit[0].action.replace('campaign.', '')} by ${audit[0].actor})` : ''}`,
    ...table(['enrolled', 'debtors'], [...states, ['together', progress.enrolled]]),
    ...progress.excluded.map(({ reason, debtors }) => `left out, ${reason}: ${counted(debtors, 'debtor')}`),
    ...progress.contacts.map(
      ({ variant, channel, state, contacts }) => `${variants ? `${variant ?? '-'}: ` : ''}${channel} ${state}: ${contacts}`,
    ),
    ...progress.responses.map(
      ({ variant, replies, promises, payments, paidCents }) =>
        `${variants ? `${variant ?? '-'}: ` : ''}${counted(replies, 'reply', 'replies')}, ${counted(promises, 'promise')}, ${counted(payments, 'payment')} of ${(paidCents / 100).toFixed(2)}`,
    ),
  ]
  return { lines, data: { name: campaign.name, state: campaign.state, ...progress } }
}

const MOST = 100

function addList(group: Command): void {
  const command = withCreditor(group.command('list'))
    .summary('list the campaigns')
    .description(`Lists the campaigns, the newest first, at most ${MOST}.`)
    .action((options: CommonOptions) =>
      answerFrom(options, async (session) => {
        const creditor = await chooseCreditor(session, options.creditor)
        const campaigns = await session.read(creditor.id, (sql) => listCampaigns(sql, creditor.id, null, MOST))
        const data = campaigns.map(({ id, name, kind, enrolment, state, startsAt }) => ({
          id,
          name,
          kind,
          enrolment,
          state,
          startsAt: new Date(startsAt).toISOString(),
        }))
        return {
          lines:
            data.length === 0
              ? ['There is no campaign yet.']
              : table(
                  ['name', 'kind', 'enrolment', 'state', 'starts'],
                  data.map((one) => [one.name, one.kind, one.enrolment, one.state, one.startsAt]),
                ),
          data,
        }
      }),
    )
  teach(command, { examples: ['campaign list'], exits: { 0: 'listed', 2: WRONG_USAGE, 3: NO_DATABASE } })
}
