/** What to write instead of a hard word (R49), for those where one word or phrase will do. */
import type { Language } from '#domain'

const PLAINER: Record<Language, Readonly<Record<string, string>>> = {
  nl: {
    derhalve: 'daarom', middels: 'met', gelieve: 'wilt u', gelieven: 'wilt u', 'in gebreke': 'te laat met betalen', 'ingebrekestelling*': 'aanmaning', aangaande: 'over', teneinde: 'om', alsmede: 'en',
    indien: 'als', reeds: 'al', 'per omgaande': 'snel', heden: 'vandaag', conform: 'volgens', inzake: 'over', betreffende: 'over', 'voornoemd*': 'deze', 'onderhavig*': 'deze', 'verschuldigd*': 'moet betalen',
    'debiteur*': 'klant', 'crediteur*': 'wij', 'vordering*': 'bedrag', 'dient u': 'moet u', 'dienen te': 'moeten', voldoening: 'betaling', 'te voldoen': 'te betalen', desgewenst: 'als u wilt', 'dan wel': 'of',
    'met betrekking tot': 'over', 'ten aanzien van': 'over', hieromtrent: 'hierover', dientengevolge: 'daardoor', mitsdien: 'daarom', 'uiterste betaaltermijn': 'laatste dag om te betalen',
  },
  en: {
    hereby: 'with this letter', herewith: 'with this letter', aforementioned: 'this', pursuant: 'under', 'remit*': 'pay', forthwith: 'now', henceforth: 'from now on', notwithstanding: 'even so',
    'in arrears': 'behind with paying', arrears: 'unpaid amounts', 'in default': 'late with paying', delinquent: 'late', undersigned: 'we', thereof: 'of it', 'in lieu': 'instead', 'debtor*': 'customer',
    'creditor*': 'we', 'commence*': 'start', 'prior to': 'before', 'subsequent*': 'later', 'in accordance with': 'as in', 'with regard to': 'about', kindly: 'please', 'settle the outstanding': 'pay the open',
  },
}

export const plainerWord = (word: string, language: Language): string | null => PLAINER[language][word] ?? null
