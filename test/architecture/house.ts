/** What the house asks of its files, as plain functions over a path or a text; each answers with what is wrong. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export const MOST_LINES = 250
export const MOST_DEPENDENCIES = 5

const TOP_LEVEL = [
  'apps',
  'libs',
  'config',
  'test',
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'docker-compose.yml',
  'Dockerfile',
  'README.md',
  'LICENSE',
  'NOTICE',
  'jest.config.cjs',
  'eslint.config.mjs',
]
/** Names that gather what belongs together with nothing, or say nothing of what a thing does. */
const EMPTY_NAMES = /^(common|shared|core|misc|base|(.*[-.])?(utils?|helpers?|managers?|handlers?))$/
/** A host that serves packages, in an address; and folders of the machine that this was written on. */
const FOREIGN = [
  /https?:\/\/[^\s"'/]*(registry|npmjs|nexus|artifactory|verdaccio)[^\s"'/]*/,
  /(?<![\w.-])\/work\/[a-z.]+/,
  /"resolved":\s*"http/,
]

/** Every file that is not ignored, as a path from the root with forward slashes. */
export function filesOf(root: string): string[] {
  const ignored = [
    '.git',
    ...readFileSync(join(root, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, '')),
  ]
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => !ignored.includes(entry.name))
      .flatMap((entry) => (entry.isDirectory() ? walk(`${folder}${entry.name}/`) : [`${folder}${entry.name}`]))
  return walk('')
}

export function strangersAtTheTop(files: readonly string[]): string[] {
  const tops = new Set(files.map((file) => file.split('/')[0] ?? file))
  return [...tops].filter((top) => !top.startsWith('.') && !TOP_LEVEL.includes(top))
}

/** Folders and files named with an empty word: `utils.ts`, `test-helpers.ts`, `common/`. */
export function emptyNames(files: readonly string[]): string[] {
  return files.filter((file) => file.split('/').some((part) => EMPTY_NAMES.test(part.replace(/(?<=.)\.(test\.)?[a-z]+$/, ''))))
}

export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length

/** A first comment that says the job of the file; a line for the shell may stand before it. */
export const hasHeader = (text: string): boolean => /^(#!.*\n)?(\/\/ \S|\/\*\*\s+(\* )?\S)/.test(text)

/** Each constructor that asks for too much, with the number of its parameters. */
export function crowdedConstructors(text: string): string[] {
  const crowded: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node) && node.parameters.length > MOST_DEPENDENCIES) {
      crowded.push(`${node.parent.name?.getText() ?? 'a class'}: ${node.parameters.length}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true))
  return crowded
}

export function foreignPlaces(text: string): string[] {
  return FOREIGN.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])
}

/** Classes that several files of the API have by one name: its document knows each by its name alone, and the last one would stand for all. */
export function sharedNames(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(/^(?:export )?class (\w+)/gm)].map(([, name = '']) => name))
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort()
}
