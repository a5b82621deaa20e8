/** The people of the demo, one for each role: each with a link that lets whoever clicks it in, for this run of the demo. */
import { makeLink, type Role } from '#access'
import { findUserByEmail, insertUser, setRole, type Creditor, type Database } from '#store'
import { takeDesk, type Desk } from './desk'

const NAMES = {
  agent: 'Noor',
  supervisor: 'Sanne',
  operator: 'Otto',
  approver: 'Anna',
  admin: 'Adil',
  auditor: 'Ruth',
} as const satisfies Record<Role, string>
const ROLES = Object.keys(NAMES) as Role[]

export type People = Readonly<Record<Role, { readonly name: string; readonly link: string }>>
export type Desks = Readonly<Record<Role, Desk>>

/** Nobody of them has a password; a new run replaces the links. */
export async function castPeople(database: Database, creditor: Creditor): Promise<People> {
  const people = ROLES.map((role) =>
    database.transaction(async (sql) => {
      const name = NAMES[role]
      const email = `${role}@demo.example`
      const userId = (await findUserByEmail(sql, email))?.id ?? (await insertUser(sql, { email, name, language: 'nl', platform: false }))
      if (userId === null) throw new Error(`${email} was made by somebody else in this very moment`)
      await setRole(sql, creditor.id, userId, role)
      return [role, { name, link: await makeLink(sql, 'demo', userId) }] as const
    }),
  )
  return Object.fromEntries(await Promise.all(people)) as People
}

export async function takeDesks(url: string, creditor: Creditor, people: People): Promise<Desks> {
  const desks = ROLES.map(async (role) => [role, await takeDesk(url, creditor, people[role].link)] as const)
  return Object.fromEntries(await Promise.all(desks)) as Desks
}

/** As lines to be shown. */
export function tellLogIns(people: People, url: string): string {
  const lines = ROLES.map((role) => `  ${people[role].name.padEnd(6)} ${role.padEnd(11)} ${url}${people[role].link}`)
  return `Log in by a click, as often as you like while this demo runs:\n${lines.join('\n')}\n`
}
