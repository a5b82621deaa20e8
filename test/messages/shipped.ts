/** The shipped templates, and what one of them says of the sample. */
import type { Channel, DebtorKind, Language, MessageContent, Phase, TemplateDefinition } from '#domain'
import { compose, sampleInput } from '#messages'
import type { ComposeInput } from '#messages'
import { parseTemplate, readConfigurationFiles } from '#settings'
import { resolve } from 'node:path'

export const templates = readConfigurationFiles(resolve(__dirname, '../../config'))
  .filter((file) => file.kind === 'template')
  .map((file): [string, TemplateDefinition] => [file.name, parseTemplate(file.definition, file.path)])

export function template(channel: Channel, phase: Phase, language: Language): TemplateDefinition {
  const found = templates.find(([name]) => name === `${channel}/${phase}.${language}`)
  if (!found) throw new Error(`no template ${channel}/${phase}.${language}`)
  return found[1]
}

type Change = Partial<ComposeInput> & { readonly several?: boolean }

export function contentOf(channel: Channel, phase: Phase, language: Language, kind: DebtorKind, change?: Change): MessageContent {
  return contentBy(template(channel, phase, language), kind, change)
}

export const contentBy = (definition: TemplateDefinition, kind: DebtorKind, { several, ...change }: Change = {}): MessageContent =>
  compose({ ...sampleInput(definition, kind, several), ...change }, definition).content

export const textOf = (...what: Parameters<typeof contentOf>): string => contentOf(...what).text
