/** Words that a template may not use: hard ones (R49), threatening ones (R71), and those that betray a debt to who reads along. */
import type { Language } from '#domain'

interface WordLists {
  readonly difficult: readonly string[]
  readonly threatening: readonly string[]
}

/** Each entry stands for a whole word or phrase; a trailing `*` for its inflections. */
export const WORDS = {
  nl: {
    difficult: [
      'derhalve',
      'middels',
      'sommeren',
      'sommeert',
      'gelieve',
      'gelieven',
      'in gebreke',
      'ingebrekestelling*',
      'aangaande',
      'teneinde',
      'alsmede',
      'indien',
      'reeds',
      'per omgaande',
      'heden',
      'conform',
      'inzake',
      'betreffende',
      'voornoemd*',
      'onderhavig*',
      'verschuldigd*',
      'debiteur*',
      'crediteur*',
      'vordering*',
      'dient u',
      'dienen te',
      'voldoening',
      'te voldoen',
      'desgewenst',
      'dan wel',
      'met betrekking tot',
      'ten aanzien van',
      'hieromtrent',
      'dientengevolge',
      'mitsdien',
      'uiterste betaaltermijn',
    ],
    threatening: [
      'wanbetaler*',
      'onmiddellijk',
      'laatste waarschuwing',
      'rechtsmaatregel*',
      'beslag*',
      'dagvaard*',
      'dwang*',
      'zonder verdere aankondiging',
      'op straffe van',
      'u weigert',
    ],
  },
  en: {
    difficult: [
      'hereby',
      'herewith',
      'aforementioned',
      'pursuant',
      'remit*',
      'forthwith',
      'henceforth',
      'notwithstanding',
      'in arrears',
      'arrears',
      'in default',
      'delinquent',
      'undersigned',
      'thereof',
      'in lieu',
      'debtor*',
      'creditor*',
      'commence*',
      'prior to',
      'subsequent*',
      'in accordance with',
      'with regard to',
      'kindly',
      'settle the outstanding',
    ],
    threatening: [
      'immediately',
      'final warning',
      'legal action',
      'bailiffs will',
      'seize*',
      'failure to',
      'you refuse',
      'without further notice',
      'consequences will',
    ],
  },
} as const satisfies Record<Language, WordLists>

/** Nothing of these where a message shows before it is opened: on a locked screen, in a list, on an answering machine. */
export const BETRAYING = ['schuld*', 'incasso*', 'debt*', 'collection*', 'aanmaning*', 'sommatie*', 'overdue', 'te laat']

/** What somebody lives on is nobody's business but theirs: no message speaks of it. */
export const INCOME = [
  'inkomen*',
  'inkomsten',
  'uitkering*',
  'bijstand*',
  'salaris*',
  'loon',
  'uw pensioen',
  'aow',
  'wajong',
  'toeslagen',
  'zorgtoeslag',
  'huurtoeslag',
  'kinderbijslag',
  'studiefinanciering',
  'income*',
  'salary',
  'wages',
  'welfare',
  'your benefits',
  'your pension',
  'payday',
  'pay day',
]

export function found(words: readonly string[], text: string): readonly string[] {
  return words.filter((word) => pattern(word).test(text))
}

function pattern(word: string): RegExp {
  const stem = word.replace(/\*$/, '').replace(/\s/g, '\\s+')
  return new RegExp(`(?<![\\p{L}])${stem}${word.endsWith('*') ? '' : '(?![\\p{L}])'}`, 'iu')
}
