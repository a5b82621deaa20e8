/** Renders blocks as e-mail HTML: one column, inline styles, no colours of its own where dark mode may want others, nothing loaded from afar. */
import type { Language } from '#domain'
import type { Block, Line, Section } from './blocks'

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"
const BOX = 'border:2px solid #6b7280;border-radius:8px;padding:12px 16px;margin:20px 0'
const CELL = 'padding:4px 12px 4px 0;text-align:left;vertical-align:top;font-weight:normal'
const AMOUNT = 'padding:4px 0;text-align:right;vertical-align:top;white-space:nowrap'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

export function toHtml(sections: readonly Section[], about: { subject: string; preheader: string; language: Language }): string {
  return [
    `<!doctype html><html lang="${about.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escape(about.subject)}</title></head><body style="margin:0;padding:0">`,
    // Shown in the list of messages, not in the message.
    `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all" aria-hidden="true">${escape(about.preheader)}</div>`,
    `<main style="max-width:600px;margin:0 auto;padding:24px 16px;${FONT}">`,
    ...sections.map((section) => sectionHtml(section)),
    '</main></body></html>',
  ].join('\n')
}

function sectionHtml({ name, blocks }: Section): string {
  const inner = blocks.map((block) => blockHtml(block, name)).join('\n')
  if (name === null) return inner
  return `<section style="${name === 'payment' ? BOX : 'margin:20px 0'}">\n${inner}\n</section>`
}

function blockHtml(block: Block, section: string | null): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:17px;line-height:1.3;margin:0 0 6px">${lineHtml(block.line)}</h2>`
    case 'paragraph':
      return `<p style="margin:0 0 12px">${lineHtml(block.line)}</p>`
    case 'list':
      return `<ul style="margin:0 0 12px;padding-left:20px">${block.items.map((item) => `<li style="margin:0 0 4px">${lineHtml(item)}</li>`).join('')}</ul>`
    case 'rows':
      return section === 'claims' ? claimsHtml(block) : pairsHtml(block)
  }
}

type Rows = Extract<Block, { kind: 'rows' }>

/** The first row of the claims is their head. */
function claimsHtml({ rows: [head, ...rows] }: Rows): string {
  const headHtml = head
    ? `<thead><tr><th scope="col" style="${CELL};font-weight:bold">${lineHtml(head.label)}</th><th scope="col" style="${AMOUNT}">${lineHtml(head.value)}</th></tr></thead>`
    : ''
  const body = rows.map(({ label, value, total }) => {
    const more = total ? ';font-weight:bold;border-top:1px solid #6b7280' : ''
    return `<tr><td style="${CELL}${more}">${lineHtml(label)}</td><td style="${AMOUNT}${more}">${lineHtml(value)}</td></tr>`
  })
  return `<table style="width:100%;border-collapse:collapse;margin:0 0 12px">${headHtml}<tbody>${body.join('')}</tbody></table>`
}

function pairsHtml({ rows }: Rows): string {
  const pairs = rows.map(
    ({ label, value }) =>
      `<tr><th scope="row" style="${CELL}">${lineHtml(label)}</th><td style="padding:4px 0;font-weight:bold;overflow-wrap:anywhere">${lineHtml(value)}</td></tr>`,
  )
  return `<table style="border-collapse:collapse;margin:0 0 12px"><tbody>${pairs.join('')}</tbody></table>`
}

function lineHtml(line: Line): string {
  return line
    .map(({ text, strong, href }) => {
      const shown =
        href === null ? escape(text) : `<a href="${escape(href)}" style="color:inherit;text-decoration:underline">${escape(text)}</a>`
      return strong ? `<strong>${shown}</strong>` : shown
    })
    .join('')
    .trim()
}
