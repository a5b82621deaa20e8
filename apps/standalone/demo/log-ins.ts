/** Log-ins of the demo: an agent, a supervisor and an operator, each with a link that lets whoever clicks it in; for this run of the demo. */
import { makeLink, type Role } from '#access'
import { findUserByEmail, insertUser, setRole, type Creditor, type Database } from '#store'

const CAST: readonly { readonly role: Role; readonly name: string }[] = [
  { role: 'agent', name: 'Noor' }, { role: 'supervisor', name: 'Sanne' }, { role: 'operator', name: 'Otto' },
]

/** As lines to be shown. Nobody of them has a password; a new run replaces the links. */
export async function castLogIns(database: Database, creditor: Creditor, url: string): Promise<string> {
  const lines: string[] = []
  for (const { role, name } of CAST) {
    lines.push(await database.transaction(async (sql) => {
      const email = `${role}@demo.example`
      const userId = (await findUserByEmail(sql, email))?.id ?? (await insertUser(sql, { email, name, language: 'nl', platform: false }))
      if (userId === null) throw new Error(`${email} was made by somebody else in this very moment`)
      await setRole(sql, creditor.id, userId, role)
      return `  ${name.padEnd(6)} ${role.padEnd(11)} ${url}${await makeLink(sql, 'demo', userId)}`
    }))
  }
  return `Log in by a click, as often as you like while this demo runs:\n${lines.join('\n')}\n`
}
