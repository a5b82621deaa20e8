/** The database's clock as a process knows it, and with it whether a slot is over. */
import { DatabaseClock } from '#pipeline'

/** At a local 1,000 the database said 5,000, two milliseconds after it was asked. */
function known() {
  const at = { local: 1_000, wall: 1_800_000_000_000 }
  const clock = new DatabaseClock(
    () => at.local,
    () => at.wall,
  )
  clock.note(998, 1_000, 5_000)
  const passes = (ms: number): void => {
    at.local += ms
    at.wall += ms
  }
  return { at, clock, passes }
}

test('a slot is over on a machine that was suspended since, whose own clock stood still: what it held may have been sent by another', () => {
  const { at, clock, passes } = known()
  passes(15)
  expect(clock.past(5_010)).toBe(7)
  at.wall += 3_600_000
  expect(clock.past(5_010)).toBe(3_600_007)
  clock.note(1_014, 1_015, 3_605_016)
  expect(clock.past(3_605_020)).toBe(-3)
})

test('a clock on the wall that is set back makes no slot longer', () => {
  const { at, clock, passes } = known()
  passes(15)
  at.wall -= 3_600_000
  expect(clock.past(5_010)).toBe(7)
})
