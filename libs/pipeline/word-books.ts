/** Word books: by which words a creditor's replies are read: the newest published version of each, kept until they may have changed. */
import type { CreditorId, ReplyWords } from '#domain'
import { wordBookOf, type WordBook } from '#replies'
import { ConfigurationError, parseReplyWords } from '#settings'
import { publishedConfiguration, type Sql, type StoredVersion } from '#store'

/** What operators are told. */
interface FaultLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

export class WordBooks {
  private readonly made = new Map<CreditorId, WordBook>()

  constructor(private readonly log: FaultLog) {}

  /** Asked within the transaction of the message, whose locks another connection might wait for. */
  async of(creditorId: CreditorId, sql: Sql): Promise<WordBook> {
    const known = this.made.get(creditorId)
    if (known) return known
    const versions = (await publishedConfiguration(sql, creditorId)).filter(({ kind }) => kind === 'reply-words')
    const book = wordBookOf(versions.flatMap((version) => this.read(version)))
    this.made.set(creditorId, book)
    return book
  }

  forget(): void {
    this.made.clear()
  }

  /** Words that do not fit read nothing, and keep nobody from being heard: stop still stops, and a person reads the rest (rule 18). */
  private read({ name, version, definition }: StoredVersion): ReplyWords[] {
    try {
      return [parseReplyWords(definition, `replies ${name} version ${version}`)]
    } catch (fault) {
      if (!(fault instanceof ConfigurationError)) throw fault
      this.log.error({ name, version, fault: fault.message }, 'words of replies do not fit')
      return []
    }
  }
}
