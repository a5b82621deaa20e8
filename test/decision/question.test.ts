/** The question how somebody likes to be written to: asked once, in writing, when nothing rests, and behind what the ladder asks for. */
import { instantAt } from '#domain'
import type { CampaignId, Channel, ContactPointId, DebtorState, Instant, LocalDate, LocalTime } from '#domain'
import { decide } from '#decision'
import { shippedRulebook } from '../scenarios/shipped-configuration'

const rulebook = shippedRulebook()
const at = (date: string, time = '09:00'): Instant => instantAt(date as LocalDate, time as LocalTime, 'Europe/Amsterdam')
const point = (channel: Channel): DebtorState['points'][number] => ({
  id: channel as unknown as ContactPointId,
  channel,
  purpose: 'both',
  usable: true,
  consentedOn: null,
  optedOut: false,
})
const claim = (reference: string, dueOn: string): DebtorState['claims'][number] => ({
  id: reference,
  reference,
  issuedOn: '2027-01-02' as LocalDate,
  dueOn: dueOn as LocalDate,
  original: 10_000,
  open: 10_000,
  steps: [],
  pastBefore: null,
})
const asked: DebtorState = {
  reference: 'D',
  kind: 'consumer',
  language: 'nl',
  segment: 'standard',
  online: true,
  preferredChannel: null,
  income: null,
  points: [point('email'), point('letter'), point('call')],
  claims: [claim('1', '2027-03-01'), claim('2', '2027-03-15')],
  holds: [],
  promises: [],
  mandate: null,
  collections: [],
  contacts: [],
  openTasks: [],
  paymentsReadThrough: '2027-02-09' as LocalDate,
  question: 'spring' as CampaignId,
}
const WEDNESDAY = at('2027-02-10')
const resting = (reference: string | null): DebtorState['holds'][number] => ({
  kind: 'manual',
  claim: reference,
  from: at('2027-02-01'),
  until: null,
})

test('it is asked about no claim and no money, over the usual channel, at the opening', () => {
  expect(decide(asked, rulebook, at('2027-02-10', '08:00'))).toMatchObject({ kind: 'wait', reviewAt: WEDNESDAY })
  expect(decide(asked, rulebook, WEDNESDAY)).toEqual({
    kind: 'contact',
    reviewAt: at('2027-02-11', '00:00'),
    reasons: [{ code: 'preference-unknown' }, { code: 'channel-default', channel: 'email' }],
    contact: {
      at: WEDNESDAY,
      channel: 'email',
      contactPointId: 'email',
      phase: 'preference',
      step: 'preference',
      claims: [],
      amount: 0,
      payBy: null,
      expectedDelivery: null,
      legalEnd: null,
      announcedCosts: null,
      resumes: null,
    },
  })
  expect(decide({ ...asked, question: null }, rulebook, WEDNESDAY)).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-26') })
})

test('by letter it says when it comes; nobody is called for it', () => {
  const letter = decide({ ...asked, online: false }, rulebook, WEDNESDAY)
  expect(letter).toMatchObject({
    kind: 'contact',
    contact: { channel: 'letter', expectedDelivery: '2027-02-12' },
    reasons: [{ code: 'preference-unknown' }, { code: 'channel-default' }, { code: 'not-online' }],
  })
  expect(decide({ ...asked, points: [point('call')] }, rulebook, WEDNESDAY).kind).toBe('wait')
})

test('one claim that does not rest is enough; of who rests altogether nothing is asked', () => {
  expect(decide({ ...asked, holds: [resting('1')] }, rulebook, WEDNESDAY)).toMatchObject({
    kind: 'contact',
    contact: { phase: 'preference' },
  })
  for (const holds of [[resting('1'), resting('2')], [resting(null)]])
    expect(decide({ ...asked, holds }, rulebook, WEDNESDAY).kind).toBe('wait')
})

test('a closed day moves it, and what is due on the ladder goes before it', () => {
  expect(decide(asked, rulebook, at('2027-02-14', '10:00'))).toMatchObject({ kind: 'wait', reviewAt: at('2027-02-15') })
  expect(decide({ ...asked, claims: [claim('1', '2027-02-05')] }, rulebook, WEDNESDAY)).toMatchObject({
    kind: 'contact',
    contact: { phase: 'reminder' },
  })
})
