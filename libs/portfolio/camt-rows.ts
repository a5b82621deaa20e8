/** Reads a bank's statement (camt.053) as a stream of rows: one for each booked credit, and for what went back; what the creditor itself paid is passed by. */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { ImportMapping } from '#domain'
import { rowsOfEntry, type StatementEntry } from './camt-entry'
import { ImportFileError, type SourceRow } from './source-row'

const STATEMENT = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d$/
const OTHER_MESSAGE = /^urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3})\./
/** A real one goes down to some fifteen. */
const DEEPEST = 40
/** Of text or a tag in one piece; what is longer is no statement, and would be held whole. */
const LONGEST_PIECE = 1_000_000
/** Of what is kept of one element: longer than any field of a statement. */
const LONGEST_TEXT = 2_000
/** Of one entry, which is held whole until it ends: parts, and characters in all. */
const MOST_PARTS = 100_000
const MOST_KEPT = 20_000_000
const ENCODINGS: Readonly<Record<ImportMapping['encoding'], readonly string[]>> = {
  'utf-8': ['utf-8', 'utf8', 'us-ascii'],
  'windows-1252': ['windows-1252', 'cp1252', 'iso-8859-1', 'latin1'],
}

/** `head` is the beginning of `whole`. */
export async function* readStatementRows(
  head: string,
  whole: AsyncIterable<string>,
  mapping: ImportMapping,
): AsyncGenerator<readonly SourceRow[]> {
  refuseOtherForms(head)
  const reader = new StatementReader(mapping.encoding)
  for await (const text of whole) yield reader.read(text)
  yield reader.end()
}

function refuseOtherForms(head: string): void {
  const start = head.slice(0, 2_000).trimStart()
  if (start === '') throw new ImportFileError('the file is empty: it should hold a statement of a bank (camt.053)')
  if (start.includes('\0')) throw new ImportFileError('the file is not text in the encoding that the mapping names; is it UTF-16?')
  if (start.startsWith('PK')) throw new ImportFileError('the file is a ZIP: unpack it, and import the statements in it one by one')
  if (/^\{1:|(^|\n):(20|25|28C|60[FM]|61):/.test(start))
    throw new ImportFileError('the file is an MT940, which is not read: ask the bank for camt.053')
  if (!start.startsWith('<')) throw new ImportFileError('the file is no XML: a statement (camt.053) begins with <')
}

const fieldsOf = (path: readonly string[], from: number): string => path.slice(from).join('/')

class StatementReader {
  private readonly parser = new SaxesParser({ xmlns: true })
  private path: string[] = []
  private namespace = ''
  private text = ''
  private account = ''
  private entry: { fields: Map<string, string>; parts: Map<string, string>[]; kept: number } | null = null
  private rows: SourceRow[] = []
  private entries = 0
  private lastPiece = 0

  constructor(encoding: ImportMapping['encoding']) {
    const { parser } = this
    parser.on('error', (fault) => {
      throw new ImportFileError(`the XML is broken: ${fault.message.slice(0, 200)}`)
    })
    parser.on('xmldecl', ({ encoding: said }) => {
      if (said !== undefined && !ENCODINGS[encoding].includes(said.toLowerCase()))
        throw new ImportFileError(`the file says that it is written in ${said.slice(0, 40)}, and the mapping reads ${encoding}`)
    })
    parser.on('doctype', () => {
      throw new ImportFileError('the XML has a DOCTYPE, which no statement of a bank has')
    })
    parser.on('opentag', (tag) => this.open(tag))
    parser.on('text', (text) => this.hear(text))
    parser.on('cdata', (text) => this.hear(text))
    parser.on('closetag', () => this.close())
  }

  read(text: string): readonly SourceRow[] {
    this.parser.write(text)
    if (this.parser.position - this.lastPiece > LONGEST_PIECE)
      throw new ImportFileError(`the XML has a piece of more than ${LONGEST_PIECE} characters, which no statement of a bank has`)
    return this.take()
  }

  end(): readonly SourceRow[] {
    this.parser.close()
    return this.take()
  }

  private take(): readonly SourceRow[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  private open({ local, uri, attributes }: SaxesTagNS): void {
    this.lastPiece = this.parser.position
    if (this.path.length === 0) this.namespace = statementNamespace(local, uri)
    if (this.path.length >= DEEPEST) throw new ImportFileError(`the XML is nested deeper than ${DEEPEST} levels`)
    // What a bank adds in a language of its own is passed by.
    this.path.push(uri === this.namespace ? local : '?')
    this.text = ''
    const where = fieldsOf(this.path, 0)
    if (where === ENTRY) this.entry = { fields: new Map(), parts: [], kept: 0 }
    else if (where === PART && this.entry) {
      if (this.entry.parts.length >= MOST_PARTS) throw new ImportFileError(`an entry has more than ${MOST_PARTS} parts`)
      this.entry.parts.push(new Map())
    }
    const currency = attributes.Ccy?.value
    if (currency !== undefined) this.keep('@Ccy', currency)
  }

  private hear(text: string): void {
    this.lastPiece = this.parser.position
    if (this.text.length < LONGEST_TEXT) this.text += text
  }

  private close(): void {
    this.lastPiece = this.parser.position
    const where = fieldsOf(this.path, 0)
    if (where === ACCOUNT) this.account = this.text.trim()
    else if (where === STATEMENT_PATH) this.account = ''
    else if (where === ENTRY && this.entry) {
      this.rows.push(
        ...rowsOfEntry({ account: this.account, ...this.entry } satisfies StatementEntry).map((cells) => ({
          line: ++this.entries,
          ...cells,
        })),
      )
      this.entry = null
    } else this.keep('', this.text)
    this.path.pop()
    this.text = ''
  }

  /** Of what says the same twice (lines of a description) all, in order. */
  private keep(attribute: string, text: string): void {
    const said = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT)
    if (!this.entry || said === '') return
    const part = this.entry.parts.at(-1)
    const isOfPart = part !== undefined && fieldsOf(this.path, 0).startsWith(`${PART}/`)
    const fields = isOfPart ? part : this.entry.fields
    const name = fieldsOf(this.path, isOfPart ? PART_DEPTH : ENTRY_DEPTH) + attribute
    this.entry.kept += name.length + said.length
    if (this.entry.kept > MOST_KEPT) throw new ImportFileError(`an entry says more than ${MOST_KEPT} characters`)
    const before = fields.get(name)
    fields.set(name, before === undefined ? said : `${before} ${said}`.slice(0, LONGEST_TEXT))
  }
}

const STATEMENT_PATH = 'Document/BkToCstmrStmt/Stmt'
const ACCOUNT = `${STATEMENT_PATH}/Acct/Id/IBAN`
const ENTRY = `${STATEMENT_PATH}/Ntry`
const PART = `${ENTRY}/NtryDtls/TxDtls`
const [ENTRY_DEPTH, PART_DEPTH] = [ENTRY, PART].map((path) => path.split('/').length) as [number, number]

function statementNamespace(root: string, uri: string): string {
  if (root === 'Document' && STATEMENT.test(uri)) return uri
  const other = OTHER_MESSAGE.exec(uri)?.[1]
  throw new ImportFileError(
    other !== undefined && other !== 'camt.053'
      ? `the file is a ${other}, not a statement of a bank (camt.053)`
      : 'the XML is no statement of a bank (camt.053): its namespace is another',
  )
}
