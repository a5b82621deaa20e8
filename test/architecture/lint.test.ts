/** The bans that ESLint holds: each is broken once by a planted line, and must be reported there. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ROOT } from './cruise'

interface LintedFile {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[]
}
/** Folder, a line of code, and the rule that must refuse it. */
type Planted = readonly [string, string, string]

const PURE = ['libs/domain', 'libs/decision', 'libs/messages', 'libs/simulation']
const PURE_BANS: readonly (readonly [string, string])[] = [
  ['export const now = Date.now()', 'no-restricted-properties'],
  ['export const now = new Date()', 'no-restricted-syntax'],
  ['export const now = Date()', 'no-restricted-syntax'],
  ['export const local = new Date(2027, 0, 4)', 'no-restricted-syntax'],
  ['export const hour = (date: Date): number => date.getHours()', 'no-restricted-syntax'],
  ['export const dice = Math.random()', 'no-restricted-properties'],
  ['export async function later(): globalThis.Promise<void> {}', 'no-restricted-syntax'],
  ['export const later = (): PromiseLike<number> => Promise.resolve(1)', 'no-restricted-syntax'],
  ['setTimeout(() => undefined, 1)', 'no-restricted-globals'],
  ['console.warn(1)', 'no-restricted-globals'],
  ['export const argv = process.argv', 'no-restricted-globals'],
  ['import { readFileSync } from "node:fs"; export const read = readFileSync', 'no-restricted-imports'],
  ['import { Injectable } from "@nestjs/common"; export const made = Injectable', 'no-restricted-imports'],
]
const BANS: readonly Planted[] = [
  ...PURE.flatMap((folder) => PURE_BANS.map(([code, rule]): Planted => [folder, code, rule])),
  ['libs/decision', 'import { DateTime } from "luxon"; export const now: unknown = DateTime.now()', 'no-restricted-syntax'],
  ['libs/store', 'export const url = process.env', 'no-restricted-properties'],
  ['apps/cli', 'import { env } from "node:process"; export const url = env', 'no-restricted-imports'],
  ['libs/pipeline', 'console.error(1)', 'no-console'],
  [
    'libs/pipeline',
    'import { rows } from "../store/rows"; import { inside } from "../../libs/store/rows"; export const all = [rows, inside]',
    'no-restricted-imports',
  ],
  ['apps/api', 'import { forwardRef } from "@nestjs/common"; export const cycle = forwardRef', 'no-restricted-imports'],
  ['libs/store', 'export default 1', 'no-restricted-syntax'],
  ['libs/store', 'export interface Event { readonly kind: string }', 'no-restricted-syntax'],
  ['libs/store', 'export type Request = string', 'no-restricted-syntax'],
  ['libs/store', 'export const open = (text: string): number => text as unknown as number', 'no-restricted-syntax'],
  ['libs/store', 'export const loose = (value: any): string => String(value)', '@typescript-eslint/no-explicit-any'],
  ['libs/store', 'const send = async (): Promise<void> => {}; send()', '@typescript-eslint/no-floating-promises'],
  ['libs/store', '[1].forEach(async () => {})', '@typescript-eslint/no-misused-promises'],
  [
    'libs/store',
    'export function f(x: "a" | "b"): void { switch (x) { case "a": break } }',
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['test', 'it.only("alone", () => undefined)', 'no-restricted-syntax'],
  ['test', 'jest.mock("#store")', 'no-restricted-syntax'],
]
const ALLOWED: readonly (readonly [string, string])[] = [
  ['libs/settings', 'export const url = process.env.DATABASE_URL'],
  ['apps/cli', 'console.log(1)'],
  ['libs/decision', 'export const day = (ms: number): string => new Date(ms).toISOString()'],
  ['libs/store', 'export const startedAt = new Date()'],
]

function lint(codes: readonly (readonly [string, string, ...string[]])[]): LintedFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-lint-'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: { strict: true, target: 'es2023', lib: ['es2023'], module: 'node20', types: [] },
      include: ['apps', 'libs', 'test'],
    }),
  )
  codes.forEach(([top, code], index) => write(`${top}/planted-${index}.ts`, `${code}\n`))
  try {
    const program = [join(ROOT, 'node_modules/eslint/bin/eslint.js'), '--config', join(ROOT, 'eslint.config.mjs'), '--format', 'json', '.']
    const { stdout, stderr } = spawnSync(process.execPath, program, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout) as LintedFile[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('ESLint', () => {
  const linted = lint([...BANS, ...ALLOWED])
  const rulesFor = (index: number): string[] => {
    const file = linted.find(({ filePath }) => filePath.endsWith(`planted-${index}.ts`))
    return file?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? ['not linted']
  }
  it.each(BANS.map(([folder, code, rule], index) => ({ folder, code, rule, index })))('refuses in $folder: $code', ({ rule, index }) => {
    expect(rulesFor(index)).toContain(rule)
  })
  it.each(ALLOWED.map(([folder, code], index) => ({ folder, code, index: BANS.length + index })))(
    'allows in $folder: $code',
    ({ index }) => {
      expect(rulesFor(index).filter((rule) => !rule.startsWith('@typescript-eslint/'))).toEqual([])
    },
  )
})
