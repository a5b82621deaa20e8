/** In which language something is to be told. */
import { LANGUAGES, type Language } from '#domain'
import { OneOf } from '../http/fields'

export class LanguageQuery {
  @OneOf(LANGUAGES, { optional: true }) language?: Language
}
