/** Work for a belt: contacts that are decided, leased in chunks for whoever takes them, and in the end accepted once each. */
import { decideDue } from '#pipeline'
import { leaseDueAttempts, newId, type AttemptChunk, type Creditor } from '#store'
import { after, claimOf, HOUR, rest, type PipeBench } from '../support/pipe'
import { acceptances, attempts, handOvers } from '../support/pipe-records'

export interface BeltWork {
  chunk(): Promise<AttemptChunk>
  leasesEnd(): Promise<unknown>
  decideAll(): Promise<void>
  expectEachAcceptedOnce(creditor: Creditor, count: number): Promise<void>
}

export const emails = (count: number, word = 'klant') =>
  Array.from({ length: count }, (_, index) => claimOf(String(index), { email: `${word}+${index}@voorbeeld.example` }))

export function beltWork(of: () => PipeBench): BeltWork {
  return {
    async chunk() {
      const token = newId<string>()
      return { token, attempts: await leaseDueAttempts(of().database, of().now, ['email', 'sms', 'whatsapp'], { token, seconds: 60 }, 100) }
    },
    /** A minute of real time, for leases that run on the database's clock; in the pipe's order of locking, for workers go on meanwhile. */
    leasesEnd: () =>
      of().database.query(`
    with held as (select creditor_id, id from contact_attempt where lease_until is not null order by id for no key update)
    update contact_attempt a set lease_until = clock_timestamp() - interval '1 second' from held where a.creditor_id = held.creditor_id and a.id = held.id`),
    async decideAll() {
      while ((await decideDue(of().pipe, of().now, 500)) > 0);
    },
    /** A machine under load may leave an answer unread in its time: such an outcome is looked up after some minutes. */
    async expectEachAcceptedOnce(creditor, count) {
      const bench = of()
      const isHandedOver = async (): Promise<boolean> => (await attempts(bench, creditor)).every(({ state }) => state === 'handed-over')
      if (!(await isHandedOver())) {
        bench.now = after(bench.now, HOUR / 20)
        await rest(bench)
      }
      const made = await attempts(bench, creditor)
      expect(made.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'handed-over'))
      expect(await acceptances(bench, await handOvers(bench, creditor))).toBe(count)
    },
  }
}
