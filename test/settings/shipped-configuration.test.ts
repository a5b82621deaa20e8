/** The configuration that ships in config/ fits: every file is read, and a mistake in one names the file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { CONFIGURATION_KINDS, ConfigurationError, parseConfiguration, readConfigurationFiles, writtenConfiguration } from '#settings'

const files = readConfigurationFiles(join(resolve(__dirname, '../..'), 'config'))

describe('the shipped configuration', () => {
  it('has files of every kind', () => {
    expect([...new Set(files.map(({ kind }) => kind))]).toEqual([...CONFIGURATION_KINDS])
  })
  it.each(files)('$path fits', (file) => {
    expect(parseConfiguration(file).value.name).toBe(file.name)
  })
  it('comes back from the database as it was read', () => {
    for (const file of files) expect(JSON.parse(JSON.stringify(file.definition))).toEqual(file.definition)
  })
  it('is the same once it was written back as files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tijdig-config-'))
    for (const { kind, name, definition } of files) {
      const { path, text } = writtenConfiguration(kind, name, definition)
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const hashes = (read: typeof files): string[] => read.map(({ path, hash }) => `${path} ${hash}`)
    expect(hashes(readConfigurationFiles(folder))).toEqual(hashes(files))
    rmSync(folder, { recursive: true })
  })
})

describe('a definition that does not fit', () => {
  it.each(CONFIGURATION_KINDS)('of kind %s is refused with its place', (kind) => {
    for (const definition of [null, 'text', [], {}, { name: 'x', surprise: true }]) {
      const parse = (): unknown => parseConfiguration({ kind, name: 'x', path: 'folder/x.yaml', definition })
      expect(parse).toThrow(ConfigurationError)
      expect(parse).toThrow('folder/x.yaml: ')
    }
  })
  it('is one that lies under another name than its own', () => {
    const file = files.find(({ kind }) => kind === 'calendar')
    if (file === undefined) throw new Error('no calendar is shipped')
    expect(() => parseConfiguration({ ...file, name: 'other' })).toThrow('lies under the name other')
  })
})
