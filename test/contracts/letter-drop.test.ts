/** Letters to a print house by folder and over SFTP: whole or not there, once whatever breaks, and to nobody but the host that was agreed. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderLetter, sftpLetter, type LetterBatch, type LetterDriver } from '#channels'
import { batchOf, letterTo } from '../support/deliveries'
import { startSftpServer, type SftpServer } from '../support/sftp-server'

let home: string
let server: SftpServer
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tijdig-drop-'))
  await mkdir(join(home, 'house/in'), { recursive: true })
  server = await startSftpServer(join(home, 'house'), 'geheim')
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true })
})

const overSftp = (options: Partial<Parameters<typeof sftpLetter>[0]> = {}): LetterDriver =>
  sftpLetter({
    folder: join(home, 'made'),
    host: '127.0.0.1',
    port: server.port,
    username: 'acme',
    password: 'geheim',
    privateKey: null,
    hostKey: server.hostKey,
    path: '/in',
    timeoutMs: 30_000,
    ...options,
  })
const outcomes = async (driver: LetterDriver, batch: LetterBatch): Promise<unknown[]> => [...(await driver.printBatch(batch)).values()]
const there = async (): Promise<string[]> => (await readdir(join(home, 'house/in'))).sort()
const bytesIn = async (place: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(place)).sort().map(
        async (name) =>
          [
            name,
            createHash('sha256')
              .update(await readFile(join(place, name)))
              .digest('hex'),
          ] as const,
      ),
    ),
  )
const fetched = async (batch: LetterBatch): Promise<void> => {
  for (const name of [batch.id, `${batch.id}.done`]) await rm(join(home, 'house/in', name), { recursive: true, force: true })
}

test.each<[string, () => LetterDriver]>([
  ['a folder', () => folderLetter({ folder: join(home, 'made'), to: join(home, 'house/in') })],
  ['SFTP', () => overSftp()],
])('by %s the batch lies there as it was made, and a second time changes nothing, also when it was fetched', async (_, driverOf) => {
  const driver = driverOf()
  const batch = batchOf([letterTo('J. Bakker'), letterTo('P. Smit')])
  const accepted = [1, 2].map((sequence) => ({ kind: 'accepted', carrierReference: `${batch.id}/${sequence}` }))
  expect(await outcomes(driver, batch)).toEqual(accepted)
  expect(await there()).toEqual([batch.id, `${batch.id}.done`])
  expect(await bytesIn(join(home, 'house/in', batch.id))).toEqual(await bytesIn(join(home, 'made', batch.id)))
  expect(await outcomes(driver, batch)).toEqual(accepted)
  await fetched(batch)
  expect(await outcomes(driver, batch)).toEqual(accepted)
  expect(await there()).toEqual([])
})

test.each(['before', 'after'] as const)(
  'the connection breaks just %s the rename: the outcome is unknown, and the next try ends with one copy',
  async (when) => {
    const batch = batchOf([letterTo('J. Bakker')])
    server.breakAtRename = when
    expect(await outcomes(overSftp(), batch)).toMatchObject([{ kind: 'unknown' }])
    expect(await outcomes(overSftp(), batch)).toMatchObject([{ kind: 'accepted' }])
    expect(await there()).toEqual([batch.id, `${batch.id}.done`])
    await fetched(batch)
  },
)

test('fetched between the rename and our noticing: it counts as taken, and is not put there again', async () => {
  const batch = batchOf([letterTo('J. Bakker')])
  server.breakAtRename = 'after'
  await outcomes(overSftp(), batch)
  await fetched(batch)
  expect(await outcomes(overSftp(), batch)).toMatchObject([{ kind: 'accepted' }])
  expect(await there()).toEqual([])
})

test.each<[string, Partial<Parameters<typeof sftpLetter>[0]>, object]>([
  ['another host', { hostKey: `SHA256:${'A'.repeat(43)}` }, { kind: 'later', failure: 'account', code: 'sftp-host-key' }],
  ['a wrong password', { password: 'anders' }, { kind: 'later', failure: 'account', code: 'sftp-authentication' }],
  ['nobody there', { port: 9 }, { kind: 'later', failure: 'transient', code: 'ECONNREFUSED' }],
  ['no such folder', { path: '/nowhere/deep' }, { kind: 'later', failure: 'account', code: 'sftp-folder' }],
])('%s: nothing has left, and the reason is said', async (_, options, outcome) => {
  expect(await outcomes(overSftp(options), batchOf([letterTo('J. Bakker')]))).toMatchObject([outcome])
  expect(await there()).toEqual([])
})
