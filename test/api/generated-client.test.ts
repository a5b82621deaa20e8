/** A client generated from the live document, compiled strictly, drives the demo's portfolio through the API from its creditor to its timeline. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openCaller } from '../support/api'
import { readDocument } from '../support/api-document'
import { endCarriers } from '../support/carrier'
import { at, openBench, rest, type PipeBench } from '../support/pipe'

const run = promisify(execFile)
const ROOT = join(__dirname, '../..')

let bench: PipeBench
let folder: string
beforeAll(async () => {
  bench = await openBench()
  // Inside the checkout, so that the generated program finds its packages.
  folder = await mkdtemp(join(ROOT, 'node_modules/.tijdig-client-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await bench.close()
  await endCarriers()
})

/** What a customer's own program would be: no header, path or field in it that the types do not know. */
const PROGRAM = `
import createClient from 'openapi-fetch'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { paths } from './api.mjs'

const [, , baseUrl = '', token = '', file = '', step = '', creditor = ''] = process.argv
const as = (key: string) => createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${key}\` } })
const once = () => ({ 'Idempotency-Key': randomUUID() })
const wanted = <T,>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T => {
  if (error !== undefined || data === undefined) throw new Error(\`\${response.url}: \${response.status} \${JSON.stringify(error)}\`)
  return data
}

async function begin(): Promise<object> {
  const platform = as(token)
  const sender = (channel: 'email' | 'sms' | 'whatsapp' | 'letter' | 'call', address: string) => ({ channel, address, pacePerSecond: 1000 })
  const made = wanted(await platform.POST('/v1/creditors', {
    params: { header: once() },
    body: {
      code: 'klaver', name: 'Klaver', senders: [sender('email', 'post@klaver.example'), sender('sms', '+31101234567'), sender('whatsapp', '+31101234567'), sender('letter', 'Klaver'), sender('call', '+31101234567')],
      profile: {
        legalName: 'Klaver B.V.', kvk: '99900000', vatNumber: 'NL999000000B01', phone: '+31 10 123 45 67', email: 'post@klaver.example', website: 'https://klaver.example',
        helpPage: 'https://klaver.example/hulp', iban: 'NL91ABNA0417164300', accountName: 'Klaver B.V.', address: { street: 'Kade', houseNumber: '1', postcode: '1234 AB', city: 'Utrecht' },
      },
    },
  }))
  const key = wanted(await platform.POST('/v1/api-keys', { params: { header: once() }, body: { name: 'bookkeeping', scopes: ['admin'], creditors: [made.id] } }))
  const own = as(key.token ?? '')
  const path = { creditor: made.id }
  const started = wanted(await own.POST('/v1/creditors/{creditor}/imports', {
    params: { path, query: { kind: 'claims', mapping: 'demo-open-items' }, header: once() },
    headers: { 'content-type': 'text/csv' }, body: (await readFile(file)) as never, bodySerializer: (body: unknown) => body as never,
  }))
  let progress = wanted(await own.GET('/v1/creditors/{creditor}/imports/{import}', { params: { path: { ...path, import: started.id } } }))
  while (progress.state === 'running') progress = wanted(await own.GET('/v1/creditors/{creditor}/imports/{import}', { params: { path: { ...path, import: started.id } } }))
  const refused = wanted(await own.GET('/v1/creditors/{creditor}/imports/{import}/errors', { params: { path: { ...path, import: started.id } }, parseAs: 'text' }))
  return { creditor: made.id, key: key.token, progress, refusedRows: String(refused).trim().split('\\n').length - 1 }
}

async function release(): Promise<object> {
  const own = as(token)
  const path = { creditor }
  const planned = wanted(await own.GET('/v1/creditors/{creditor}/planned', { params: { path } }))
  const { response } = await own.POST('/v1/creditors/{creditor}/release', { params: { path, header: once() } })
  if (response.status !== 204) throw new Error(\`release: \${response.status}\`)
  return { planned: planned.reduce((sum, row) => sum + row.contacts, 0) }
}

async function look(): Promise<object> {
  const own = as(token)
  const path = { creditor }
  let debtors = 0
  let told: { reference: string; sentences: string[]; kinds: string[]; subject: unknown } | null = null
  let cursor: string | undefined
  do {
    const page = wanted(await own.GET('/v1/creditors/{creditor}/debtors', { params: { path, query: { limit: 100, ...(cursor !== undefined && { cursor }) } } }))
    debtors += page.items.length
    for (const debtor of page.items) {
      if (told) break
      const of = { params: { path: { ...path, debtor: debtor.id }, query: { language: 'en' as const } } }
      const contacts = wanted(await own.GET('/v1/creditors/{creditor}/debtors/{debtor}/contacts', of))
      const sent = contacts.items.find((contact) => contact.state === 'handed-over' && contact.channel === 'email')
      if (!sent) continue
      const decisions = wanted(await own.GET('/v1/creditors/{creditor}/debtors/{debtor}/decisions', of))
      const timeline = wanted(await own.GET('/v1/creditors/{creditor}/debtors/{debtor}/timeline', of))
      const messages = wanted(await own.GET('/v1/creditors/{creditor}/contacts/{contact}/messages', { params: { path: { ...path, contact: sent.id } } }))
      const latest = decisions.items.find((decision) => decision.id === sent.decisionId)
      told = { reference: debtor.reference, sentences: (latest?.reasons ?? []).map(({ sentence }) => sentence), kinds: timeline.items.map(({ kind }) => kind), subject: messages[0]?.content.subject }
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return { debtors, told }
}

const steps: Record<string, () => Promise<object>> = { begin, release, look }
process.stdout.write(JSON.stringify(await steps[step]?.()))
`

async function compile(): Promise<void> {
  await writeFile(join(folder, 'document.json'), JSON.stringify(await readDocument(bench)))
  await run(process.execPath, [
    join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'),
    join(folder, 'document.json'),
    '-o',
    join(folder, 'api.mts'),
  ])
  await writeFile(join(folder, 'program.mts'), PROGRAM)
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules/@types')],
        noUncheckedIndexedAccess: true,
      },
      files: ['program.mts'],
    }),
  )
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch((fault: unknown) => {
    throw new Error(`the generated client does not compile: ${String((fault as { stdout?: string }).stdout)}`)
  })
}

async function step<T>(name: string, token: string, creditor = ''): Promise<T> {
  const { stdout } = await run(process.execPath, [
    join(folder, 'program.mjs'),
    bench.api,
    token,
    join(ROOT, 'config/demo/open-items.csv'),
    name,
    creditor,
  ])
  return JSON.parse(stdout) as T
}

test('creditor, key, import, release, and then the reasons, the timeline and the very words of a contact', async () => {
  await compile()
  bench.now = at('2027-01-04T09:00:00Z')
  const platform = await openCaller(bench, [], { platform: true })
  const begun = await step<{
    creditor: string
    key: string
    progress: { state: string; fault: string | null; loaded: number; refused: number }
    refusedRows: number
  }>('begin', platform.token)
  expect(begun.progress).toMatchObject({ state: 'finished', fault: null })
  expect(begun.progress.loaded).toBeGreaterThan(100)
  expect(begun.refusedRows).toBeGreaterThanOrEqual(begun.progress.refused)
  await bench.database.query(`update creditor set payments_read_through = '2027-12-31' where id = $1`, [begun.creditor])
  await rest(bench)
  expect((await step<{ planned: number }>('release', begun.key, begun.creditor)).planned).toBeGreaterThan(5)
  await rest(bench)
  const seen = await step<{ debtors: number; told: { reference: string; sentences: string[]; kinds: string[]; subject: unknown } | null }>(
    'look',
    begun.key,
    begun.creditor,
  )
  expect(seen.debtors).toBeGreaterThan(100)
  expect(seen.told?.sentences.join(' ')).toMatch(/invoice/)
  expect(seen.told?.kinds).toEqual(expect.arrayContaining(['planned', 'sending', 'accepted']))
  expect(typeof seen.told?.subject).toBe('string')
})
