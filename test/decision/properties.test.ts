/** What must hold for every debtor, every income and every order of events. */
import { fc } from '../support/examples'
import { addDays, daysBetween, localDateOf, weekdayOf } from '#domain'
import type { AttemptId, Channel, ClosedDays, Instant, LocalDate, StepTaken } from '#domain'
import { decide, expectedDelivery, gate, noticeTerm } from '#decision'
import { play } from '#simulation'
import type { Scenario, SimulatedContact, SimulationResult } from '#simulation'
import { shipped, shippedRulebook } from '../scenarios/shipped-configuration'
import { aDay, anInstant, aScenario, aState, zone } from './arbitrary'

const RUNS = { numRuns: 200 }
const contactCalendar = shipped.closedDays.find(({ name }) => name === 'nl-contact') as ClosedDays
const postCalendar = shipped.closedDays.find(({ name }) => name === 'nl-post') as ClosedDays
const bankCalendar = shipped.closedDays.find(({ name }) => name === 'target') as ClosedDays
const isClosed = ({ weekly, days }: ClosedDays, day: LocalDate): boolean => weekly.includes(weekdayOf(day)) || day in days
const dayOf = ({ at }: SimulatedContact): LocalDate => at.slice(0, 10) as LocalDate
/** Every property tries the same scenarios, so each is played once. */
const plays = new Map<string, SimulationResult>()
function played(scenario: Scenario): SimulationResult {
  const key = JSON.stringify(scenario)
  const known = plays.get(key) ?? play(scenario, shipped)
  plays.set(key, known)
  return known
}
const inPlays = (holds: (result: SimulationResult, scenario: Scenario) => void): void =>
  fc.assert(
    fc.property(aScenario, (scenario) => holds(played(scenario), scenario)),
    RUNS,
  )

const HOURS: Record<Channel, readonly [string, string]> = {
  email: ['09:00', '19:00'],
  sms: ['09:00', '19:00'],
  whatsapp: ['09:00', '19:00'],
  call: ['09:00', '17:30'],
  letter: ['09:00', '12:00'],
}

test('no contact on a closed day or outside the hours of its channel', () =>
  inPlays(({ contacts }) => {
    for (const contact of contacts) {
      const [opens, closes] = HOURS[contact.channel]
      expect(isClosed(contactCalendar, dayOf(contact))).toBe(false)
      expect(contact.channel === 'call' && weekdayOf(dayOf(contact)) === 'saturday').toBe(false)
      expect(contact.at.slice(11, 16) >= opens && contact.at.slice(11, 16) < closes).toBe(true)
      expect(contact.at.endsWith(new Date(contact.at).getTime() < Date.UTC(2027, 2, 28, 1) ? '+01:00' : '+02:00')).toBe(true)
    }
  }))

test('never more than one contact a day and three in seven days', () =>
  inPlays(({ contacts }) => {
    for (const first of contacts) {
      const offsets = contacts.map((contact) => daysBetween(dayOf(first), dayOf(contact)))
      expect(offsets.filter((days) => days === 0)).toHaveLength(1)
      expect(offsets.filter((days) => days >= 0 && days < 7).length).toBeLessThanOrEqual(3)
    }
  }))

test('nothing is asked that has been paid, and the amount is what is open', () =>
  inPlays(({ contacts }, { claims, events }) => {
    for (const { at, phase, claims: listed, amount } of contacts) {
      const open = listed.map((reference) => {
        const claim = claims.find((owed) => owed.reference === reference)
        const before = events.filter((event) => `${event.at}:00` <= at.slice(0, 19))
        const upheld = before.some(
          (event, index) => event.type === 'dispute-resolved' && event.claim === reference && event.outcome === 'upheld' && index >= 0,
        )
        const paid = before.reduce((sum, event) => sum + (event.type === 'payment' && event.claim === reference ? event.amount : 0), 0)
        return upheld ? 0 : (claim?.amount ?? 0) - paid
      })
      expect(Math.min(...open)).toBeGreaterThan(0)
      // A term of an arrangement asks for its own amount, whatever is open.
      if (phase !== 'instalment') expect(Number(amount)).toBeCloseTo(open.reduce((sum, cents) => sum + cents, 0) / 100, 5)
    }
  }))

test('silence during a hold and a promise', () =>
  inPlays(({ contacts, holds }, { claims, events, debtor }) => {
    // What is issued later, disputed or collected is no part of what was agreed.
    const maybeDisputed = events.flatMap((event) => (event.type === 'dispute' ? event.claim : []))
    const agreedOn = (from: LocalDate): string[] =>
      claims
        .filter(({ reference, issuedOn }) => issuedOn <= from && debtor.mandate === null && !maybeDisputed.includes(reference))
        .map(({ reference }) => reference)
    for (const contact of contacts) {
      for (const { kind, claim, from, until } of holds) {
        if (kind === 'arrangement' && (contact.phase === 'instalment' || !contact.claims.some((one) => agreedOn(from).includes(one))))
          continue
        if (claim !== null && !contact.claims.includes(claim)) continue
        // Both ends of a hold lie within a day; days strictly between them are surely silent.
        expect(dayOf(contact) > from && (until === null || dayOf(contact) < until)).toBe(false)
      }
    }
  }))

test('a step of a claim is contacted once, in the order of the ladder, a week between phases from the reminder on', () =>
  inPlays(({ contacts }, { strategy, claims }) => {
    const order = ['pre-due', 'due-day', 'reminder', 'formal-notice', 'final-demand']
    for (const { reference } of claims) {
      const own = contacts.filter((contact) => contact.claims.includes(reference) && order.includes(contact.phase))
      const ranks = own.map(({ phase }) => order.indexOf(phase))
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
      if (strategy === 'consumer') expect(new Set(ranks).size).toBe(ranks.length)
      own.slice(1).forEach((contact, index) => {
        const before = own[index]
        if (before && before.phase !== contact.phase && order.indexOf(before.phase) >= 2)
          expect(daysBetween(dayOf(before), dayOf(contact))).toBeGreaterThanOrEqual(7)
      })
    }
  }))

test('the legal term is never short, and nothing follows before its end', () =>
  inPlays(({ contacts }, { debtor }) => {
    for (const notice of contacts.filter(({ phase }) => phase === 'formal-notice' && debtor.kind === 'consumer')) {
      const delivered = notice.expectedDelivery ?? dayOf(notice)
      const payBy = notice.payBy as LocalDate
      expect(daysBetween(delivered, payBy)).toBeGreaterThanOrEqual(14)
      for (const demand of contacts) {
        if (demand.phase === 'final-demand' && demand.claims.some((claim) => notice.claims.includes(claim)))
          expect(dayOf(demand) > payBy).toBe(true)
      }
    }
  }))

test('a letter is delivered after as many counting days as the table says, never on a day without post', () =>
  fc.assert(
    fc.property(aDay(0, 500), fc.integer({ min: 1, max: 6 }), (sentOn, postDays) => {
      const delivered = expectedDelivery(sentOn, shippedRulebook('consumer', { postDays }))
      const between = Array.from({ length: daysBetween(sentOn, delivered) }, (_, days) => addDays(sentOn, days + 1))
      expect(between.filter((day) => !isClosed(postCalendar, day))).toHaveLength(postDays)
      expect(isClosed(postCalendar, delivered)).toBe(false)
    }),
  ))

test('a term ends on a working day, fourteen days after receipt or later, and is printed no earlier', () => {
  const rulebook = shippedRulebook()
  fc.assert(
    fc.property(aDay(0, 500), fc.integer({ min: 1, max: 31 }), (sentOn, day) => {
      const { delivered, legalEnd, payBy } = noticeTerm(sentOn, 'letter', { every: 'month', day, roll: 'preceding' }, rulebook)
      expect(daysBetween(delivered, legalEnd)).toBeGreaterThanOrEqual(14)
      expect(['saturday', 'sunday']).not.toContain(weekdayOf(legalEnd))
      expect(isClosed(contactCalendar, legalEnd)).toBe(false)
      expect(daysBetween(legalEnd, payBy)).toBeGreaterThanOrEqual(0)
      expect(daysBetween(legalEnd, payBy)).toBeLessThanOrEqual(7)
    }),
  )
})

test('the same scenario is played the same way every time', () =>
  fc.assert(
    fc.property(aScenario, (scenario) => expect(JSON.stringify(play(scenario, shipped))).toBe(JSON.stringify(played(scenario)))),
    { numRuns: 60 },
  ))

const rulebooks = { consumer: shippedRulebook('consumer', {}), business: shippedRulebook('business', {}) }

test('decide answers every state, always with reasons, never looking back', () =>
  fc.assert(
    fc.property(aState, anInstant(-20, 900), (state, now) => {
      const decision = decide(state, rulebooks[state.kind], now)
      expect(decision.reasons.length).toBeGreaterThan(0)
      if (decision.kind === 'wait') expect(decision.reviewAt).toBeGreaterThan(now)
      if (decision.kind === 'contact') {
        expect(decision.contact.at).toBe(now)
        // The second gate asks what decide asked: nothing has happened in between (rule 2).
        const attemptId = decision.contact.resumes ?? ('planned' as AttemptId)
        const others = state.contacts.filter((other) => other.attemptId !== attemptId)
        expect(
          gate(
            { ...state, contacts: [...others, { ...decision.contact, attemptId, state: 'queued', weight: 1 }] },
            rulebooks[state.kind],
            { ...decision.contact, attemptId },
            now,
          ),
        ).toEqual({ kind: 'pass' })
      }
      expect(JSON.stringify(decide(state, rulebooks[state.kind], now))).toBe(JSON.stringify(decision))
    }),
    { numRuns: 600 },
  ))

test('waiting never makes an earlier contact', () =>
  fc.assert(
    fc.property(aState, anInstant(0, 100), fc.integer({ min: 1, max: 40 * 24 * 60 }), (state, now, minutes) => {
      const later = (now + minutes * 60_000) as Instant
      const first = decide(state, rulebooks[state.kind], now)
      const second = decide(state, rulebooks[state.kind], later)
      if (first.kind !== 'wait' || second.kind !== 'contact') return
      expect(later).toBeGreaterThanOrEqual(first.reviewAt)
    }),
    { numRuns: 600 },
  ))

// Without what makes a debtor quiet for a time: a step that is meant for before the due day may lapse meanwhile.
test('what is announced for a moment is done at that moment', () =>
  fc.assert(
    fc.property(
      aState.map((state) => ({ ...state, contacts: [], promises: [], holds: [], mandate: null, collections: [] })),
      anInstant(0, 100),
      (state, now) => {
        const first = decide(state, rulebooks[state.kind], now)
        const [reason] = first.reasons
        const taken = state.claims.flatMap((claim) => claim.steps)
        if (first.kind !== 'wait' || reason.code !== 'step-not-due' || taken.some(({ on }) => on > localDateOf(now, zone))) return
        const read = localDateOf(first.reviewAt, zone)
        const then = decide({ ...state, paymentsReadThrough: read }, rulebooks[state.kind], first.reviewAt)
        // The step may need a date that the rest of the ladder did not: it is not guessed.
        if (then.reasons[0].code === 'beyond-calendar') return
        expect(['contact', 'escalate']).toContain(then.kind)
      },
    ),
    { numRuns: 600 },
  ))

test('a claim without anything open is left alone whatever else is known', () =>
  fc.assert(
    fc.property(aState, anInstant(0, 100), (state, now) => {
      const paid = { ...state, claims: state.claims.map((claim) => ({ ...claim, open: 0, steps: [] as StepTaken[] })) }
      expect(decide(paid, rulebooks[state.kind], now)).toEqual({ kind: 'stop', reasons: [{ code: 'settled' }], reviewAt: null })
    }),
  ))

test('under a mandate nobody is reminded of what is to be collected, and no day of collection is a closed bank day or before the due date', () =>
  inPlays(({ contacts, collections }, { claims, debtor }) => {
    if (debtor.mandate === null) expect(collections).toEqual([])
    for (const { on, claims: collected, preNotifyBy } of collections) {
      expect(isClosed(bankCalendar, on)).toBe(false)
      expect(daysBetween(preNotifyBy, on)).toBe(14)
      for (const claim of claims.filter(({ reference }) => collected.includes(reference))) expect(on >= claim.dueOn).toBe(true)
      // No return is among these events, so what was collected stays quiet.
      expect(
        contacts.filter((contact) => dayOf(contact) >= on && contact.claims.some((reference) => collected.includes(reference))),
      ).toEqual([])
    }
  }))
