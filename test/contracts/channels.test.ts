/** The contract of every message driver, against a real carrier process on loopback: closed outcomes, and never a second request. */
import type { Delivery, LostHandOver, MessageDriver } from '#channels'
import { endCarriers } from '../support/carrier'
import { closingPeer } from '../support/closing-peer'
import { deliveryTo, recipient } from '../support/deliveries'
import { freePort } from '../support/free-port'
import { expectSoon } from '../support/soon'
import { closeDriversAndStandIns, KINDS, startCarriers } from './message-drivers'

beforeAll(startCarriers)
afterAll(async () => {
  await closeDriversAndStandIns()
  await endCarriers()
})

describe.each(KINDS)('%s driver', (_name, { channel, codes, looksUp, open, linesOf, references }) => {
  const to = (word: string, digits: string): string => recipient(channel, [word, digits])
  let driver: MessageDriver
  beforeAll(() => {
    driver = open()
  })

  test('an accepted message has the reference under which it is in the log', async () => {
    const delivery = deliveryTo(channel, to('ok', '00001'))
    const outcome = await driver.deliver(delivery)
    expect([outcome]).toEqual((await references(delivery.handOverId)).map((carrierReference) => ({ kind: 'accepted', carrierReference })))
    expect(await linesOf(delivery.handOverId)).toEqual(['received', 'accepted'])
  })

  test.each<readonly [word: string, digits: string, expected: object]>([
    ['refused', '99001', { kind: 'refused', failure: 'permanent', code: codes.refused }],
    ...(codes.optOut === undefined
      ? []
      : [['unsubscribed', '99002', { kind: 'refused', failure: 'opt-out', code: codes.optOut }] as const]),
    ['unauthorized', '99003', { kind: 'refused', failure: 'account', code: codes.account }],
    ['busy', '99004', { kind: 'later', failure: 'rate-limit', code: codes.busy, retryAfterSeconds: codes.again }],
    ['template', '99012', { kind: 'refused', failure: codes.template[1], code: codes.template[0] }],
    ['error', '99007', { kind: 'unknown', code: 'http-500' }],
  ])('%s: one request, nothing accepted', async (word, digits, expected) => {
    const delivery = deliveryTo(channel, to(word, digits))
    expect(await driver.deliver(delivery)).toEqual(expected)
    expect(await linesOf(delivery.handOverId)).toEqual(['received'])
  })

  test.each([
    ['reset', '99005', true],
    ['reset-unaccepted', '99006', false],
    ['error-accepted', '99008', true],
    ['garbled', '99011', true],
  ])('%s: the outcome is unknown, and the request is not written again', async (word, digits, accepted) => {
    await expectUnknown(driver, word, digits, accepted)
  })

  test('silence, accepted or not: the outcome is unknown after a while, and the request is not written again', async () => {
    const impatient = open({ timeoutMs: 600 })
    await Promise.all([expectUnknown(impatient, 'silent', '99009', false), expectUnknown(impatient, 'silent-accepted', '99010', true)])
  })

  async function expectUnknown(by: MessageDriver, word: string, digits: string, accepted: boolean): Promise<void> {
    const delivery = deliveryTo(channel, to(word, digits))
    expect(await by.deliver(delivery)).toMatchObject({ kind: 'unknown' })
    await expectSoon(() => linesOf(delivery.handOverId), accepted ? ['received', 'accepted'] : ['received'])
    const answer = await driver.lookUp?.(lost(delivery))
    expect(answer === undefined ? undefined : answer === 'silent' ? answer : [answer.held.length, answer.complete]).toEqual(
      looksUp ? [accepted ? 1 : 0, true] : undefined,
    )
  }

  test('a second hand-over of one id is a second acceptance in the log', async () => {
    const delivery = deliveryTo(channel, to('ok', '00002'))
    const first = await driver.deliver(delivery)
    const second = await driver.deliver(delivery)
    expect(await linesOf(delivery.handOverId)).toEqual(['received', 'accepted', 'received', 'accepted'])
    expect(second).not.toEqual(first)
    expect(await references(delivery.handOverId)).toHaveLength(2)
  })

  test('nobody listens: nothing was written, so it may go later', async () => {
    const nobody = open({ url: `http://127.0.0.1:${await freePort()}` })
    const delivery = deliveryTo(channel, to('ok', '00003'))
    expect(await nobody.deliver(delivery)).toEqual({ kind: 'later', failure: 'transient', code: 'ECONNREFUSED' })
    expect(await nobody.lookUp?.(lost(delivery))).toBe(looksUp ? 'silent' : undefined)
  })

  test('the wording of another channel is refused before anything is written', async () => {
    const other = channel === 'sms' ? 'email' : 'sms'
    const delivery = { ...deliveryTo(channel, to('ok', '00004')), message: deliveryTo(other, 'x').message }
    expect(await driver.deliver(delivery)).toEqual({ kind: 'refused', failure: 'permanent', code: 'wrong-channel' })
    expect(await linesOf(delivery.handOverId)).toEqual([])
  })

  test('a kept-alive connection that the peer closes under the request: unknown, written at most once', async () => {
    const peer = await closingPeer()
    const single = open({ url: peer.url, connections: 1 })
    const outcomes = []
    for (let turn = 0; turn < 40; turn += 1) outcomes.push(await single.deliver(deliveryTo(channel, to('ok', '00005'))))
    const kinds = new Set(outcomes.map(({ kind }) => kind))
    expect([...kinds].filter((kind) => kind !== 'accepted' && kind !== 'unknown')).toEqual([])
    expect(kinds).toContain('unknown')
    // Each hand-over id reached the peer once at most: what failed was not written again behind our back.
    expect(new Set(peer.seen).size).toBe(peer.seen.length)
    await peer.close()
  })
})

const lost = ({ handOverId, to, message: { content } }: Delivery): LostHandOver => ({ handOverId, to, content })
