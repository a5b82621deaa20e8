/** How wording would reach an invented debtor: the message of a template that somebody writes, or of what goes over another channel in that phase. */
import { renderLetter } from '#channels'
import {
  layoutOf,
  type Channel,
  type CreditorId,
  type DebtorKind,
  type Instant,
  type OutboundMessage,
  type TemplateDefinition,
} from '#domain'
import { compose, CompositionError, mostSpecific, sampleInput } from '#messages'
import { ConfigurationError, parseTemplate } from '#settings'
import { letterSettingsOf, publishedConfiguration, type Sql } from '#store'
import { templateOf } from './configuration'
import type { EditedConfiguration } from './edited'

/** To whom, of the invented debtors: one that the wording is for unless said, with one claim or with two; WhatsApp within its 24 hours or not. */
export interface PreviewFor {
  readonly kind?: DebtorKind
  readonly several?: boolean
  readonly windowOpen?: boolean
  /** Of another channel than its own: what is live there. */
  readonly channel?: Channel
}

export class NoPreview extends Error {}

export async function previewOf(
  sql: Sql,
  creditorId: CreditorId,
  edited: EditedConfiguration,
  { kind, several = false, windowOpen = false, channel }: PreviewFor = {},
): Promise<OutboundMessage> {
  if (edited.kind !== 'template') throw new NoPreview('Only a template has a message.')
  try {
    const own = parseTemplate(edited.definition, edited.name)
    const template = channel === undefined || channel === own.channel ? own : await beside(sql, creditorId, own, channel)
    const reader = kind !== undefined && template.kinds.includes(kind) ? kind : (template.kinds[0] ?? 'consumer')
    return compose({ ...sampleInput(template, reader, several), whatsappWindowOpen: windowOpen }, template)
  } catch (problem) {
    if (problem instanceof ConfigurationError) throw new NoPreview(problem.reason)
    if (problem instanceof CompositionError) throw new NoPreview(problem.message)
    throw problem
  }
}

/** As it is printed, in the creditor's own layout. */
export async function previewLetterOf(
  sql: Sql,
  creditorId: CreditorId,
  edited: EditedConfiguration,
  options: PreviewFor,
  now: Instant,
): Promise<Buffer> {
  const { content } = await previewOf(sql, creditorId, edited, { ...options, channel: 'letter' })
  if (content.channel !== 'letter') throw new NoPreview('It is no letter.')
  return renderLetter(content.letter, { layout: layoutOf(await letterSettingsOf(sql, creditorId)), createdAt: new Date(now) })
}

async function beside(
  sql: Sql,
  creditorId: CreditorId,
  { phase, language, level, segment }: TemplateDefinition,
  channel: Channel,
): Promise<TemplateDefinition> {
  const live = (await publishedConfiguration(sql, creditorId)).filter((version) => version.kind === 'template').map(templateOf)
  const there = live.filter((one) => one.channel === channel && one.phase === phase && one.language === language)
  const found = mostSpecific(there, { channel, phase, language, level, ...(segment && { segment }) }, 'consumer') ?? there[0]
  if (!found) throw new NoPreview('In this phase nothing goes over that channel.')
  return found
}
