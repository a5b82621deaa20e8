/** `tijdig templates lint`: is the wording under config/templates short, complete, friendly, and silent where others read along? */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { lintTemplates } from '#pipeline'
import { readConfigurationFiles, readSettings, type ConfigurationFile } from '#settings'
import { counted, give, table, type Answer } from '../answer'
import { teach, withJson, type CommonOptions } from '../command'
import { EXIT } from '../exit-codes'

export function addTemplates(program: Command): void {
  const templates = program
    .command('templates')
    .summary('check the wording')
    .description('What debtors read and hear: config/templates, explained in its README.')
  const lint = withJson(templates.command('lint'))
    .summary('find what is hard to read, missing, or says too much')
    .description(
      'Composes every template with samples and looks for long sentences, hard or threatening words, missing sections, unknown variables, and SMS that cost too much.',
    )
    .argument('[names...]', 'templates such as email/reminder.nl, or their files; all when left out')
    .action((names: string[], { json }: CommonOptions) => give(lintAll(readSettings().configFolder, names), json ?? false))
  teach(lint, {
    examples: ['templates lint', 'templates lint email/reminder.nl sms/reminder.nl --json'],
    exits: { 0: 'nothing was found', 1: 'something was found', 2: 'a file does not fit, or there is no such template' },
  })
}

function lintAll(configFolder: string, names: readonly string[]): Answer {
  const files = readConfigurationFiles(configFolder).filter(({ kind }) => kind === 'template')
  // By its name, or by the path that a shell completes.
  const isNamed = (file: ConfigurationFile, name: string): boolean =>
    file.name === name || resolve(configFolder, file.path) === resolve(name)
  const unknown = names.filter((name) => !files.some((file) => isNamed(file, name)))
  if (unknown.length > 0) return { lines: [`There is no template ${unknown.join(', ')}.`], data: { unknown }, code: EXIT.unacceptable }
  const chosen = files.filter((file) => names.length === 0 || names.some((name) => isNamed(file, name)))
  const findings = lintTemplates(chosen)
  const checked = counted(chosen.length, 'template')
  return {
    lines:
      findings.length === 0
        ? [`${checked}: nothing to improve.`]
        : [
            ...table(
              ['template', 'finding', 'where'],
              findings.map(({ template, code, detail }) => [template, code, detail]),
            ),
            '',
            `${checked}: ${counted(findings.length, 'finding')}.`,
          ],
    data: { templates: chosen.length, findings },
    code: findings.length > 0 ? EXIT.no : EXIT.done,
  }
}
