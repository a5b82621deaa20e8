/** How a command ends when what it stands on gives way: whose fault it is decides what its user does next. */
import { EXIT, endingOf } from '../../apps/cli/exit-codes'

const ofDatabase = (code: string, message: string): Error => Object.assign(new Error(message), { code })

it('a full disk is no fault of Tijdig: what was committed is kept, and the same command goes on once there is room', () => {
  const { code, message } = endingOf(ofDatabase('53100', 'could not extend file "base/16385/18332": No space left on device'))
  expect(code).toBe(EXIT.database)
  expect(message).toMatch(/^the database has no room: could not extend file .* what was committed is kept, .*run the command again$/)
})

it('any other fault of a statement is one of Tijdig', () => {
  expect(endingOf(ofDatabase('42703', 'column "x" does not exist'))).toMatchObject({ code: EXIT.fault })
})
