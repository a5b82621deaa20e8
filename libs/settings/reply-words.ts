/** Words of replies: every intent has its phrases, the stop words are there, and no phrase is empty or hangs on a gap. */
import { Type } from 'class-transformer'
import { ArrayNotEmpty, IsArray, IsIn, IsNotEmpty, IsString, Matches, ValidateNested } from 'class-validator'
import { INTENTS, LANGUAGES, type ReplyWords } from '#domain'
import { refuseUnless, validated } from './validation'

const PHRASE = /^(?!\.\.\. )(?:(?:\.\.\.|<day>|<number>|[^\s|*<>]+\*?(?:\|[^\s|*<>]+\*?)*)(?: (?!$)|$))+(?<!\.\.\.)$/
const isPhrase = {
  each: true,
  message: 'must be phrases: words in their order, `a|b` one of them, `a*` one that begins so, `...` up to six others, <day>, <number>',
}

class PhrasesDefinition {
  @IsArray() @ArrayNotEmpty() @IsString({ each: true }) @Matches(PHRASE, isPhrase) clear!: string[]
  @IsArray() @IsString({ each: true }) @Matches(PHRASE, isPhrase) hint!: string[]
}
class AutomaticDefinition {
  @IsArray() @IsString({ each: true }) @IsNotEmpty({ each: true }) subjects!: string[]
  @IsArray() @IsString({ each: true }) @Matches(PHRASE, isPhrase) phrases!: string[]
}
class ReplyWordsDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsIn(LANGUAGES) language!: string
  @IsArray() @IsString({ each: true }) @IsNotEmpty({ each: true }) stop!: string[]
  @IsArray() @IsString({ each: true }) @IsNotEmpty({ each: true }) start!: string[]
  @IsArray() @IsString({ each: true }) @Matches(/^\S+$/, { each: true, message: 'must be one word each' }) negations!: string[]
  @IsArray() @IsString({ each: true }) @Matches(PHRASE, isPhrase) doubts!: string[]
  @ValidateNested() @Type(() => AutomaticDefinition) @IsNotEmpty() automatic!: AutomaticDefinition
  @IsNotEmpty() intents!: Record<string, unknown>
}

const READABLE = INTENTS.filter((intent) => intent !== 'other')

export function parseReplyWords(definition: unknown, where: string): ReplyWords {
  const words = validated(ReplyWordsDefinition, definition, where)
  const unknown = Object.keys(words.intents).find((intent) => !READABLE.some((known) => known === intent))
  refuseUnless(unknown === undefined, where, `intents.${unknown}: is none of ${READABLE.join(', ')}`)
  // Whoever asks not to be written to must be understood, whatever else is changed here.
  refuseUnless(
    words.stop.some((word) => word.toLowerCase() === 'stop'),
    where,
    'stop: must have the word stop',
  )
  const intents = Object.fromEntries(
    READABLE.map((intent) => {
      refuseUnless(intent in words.intents, where, `intents.${intent}: is missing`)
      return [intent, validated(PhrasesDefinition, words.intents[intent], `${where}: intents.${intent}`)]
    }),
  )
  return JSON.parse(JSON.stringify({ ...words, intents })) as ReplyWords
}
