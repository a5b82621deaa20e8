/** The statement of what is owed, taken out of a legal message in the same words: it goes along on a page of its own (Bki art. 3.1). */
import { LEGAL_PHASES } from '#domain'
import type { StatementPage } from '#domain'
import type { Section } from './blocks'
import type { ComposeInput } from './compose-input'
import { headingOf, rowsOf, text } from './to-letter'

/** What comes before a legal phase says it in the message alone. */
export function toStatement(sections: readonly Section[], { phase }: ComposeInput): { readonly statement?: StatementPage } {
  const section = sections.find(({ name }) => name === 'statement')
  if (!section || !LEGAL_PHASES.includes(phase)) return {}
  return {
    statement: {
      heading: headingOf(section),
      rows: rowsOf(section).map(({ label, value }) => ({ label: text(label), value: text(value) })),
    },
  }
}
