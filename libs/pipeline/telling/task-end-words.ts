/** How a task ended, as the timeline says it beside what the task was. */
import type { Language } from '#domain'

/** That it was simply done goes without saying. */
export const TASK_END_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    done: '',
    settled: 'niet meer nodig: betaald of ingetrokken',
    restarted: 'niet meer nodig: de factuur is opnieuw gestuurd',
    approved: 'goedgekeurd',
    rejected: 'afgewezen',
    withdrawn: 'voorstel ingetrokken',
    'handed-over': 'naar een collega',
    'no-action': 'niets nodig',
    ended: 'rust is voorbij',
    prolonged: 'rust verlengd',
    confirmed: 'klopt',
    mistaken: 'klopt niet',
    corrected: 'adres aangepast',
    'not-found': 'niet gevonden',
    'new-promise': 'nieuwe belofte',
    called: 'gebeld',
  },
  en: {
    done: '',
    settled: 'no longer needed: paid or withdrawn',
    restarted: 'no longer needed: the invoice was sent again',
    approved: 'approved',
    rejected: 'rejected',
    withdrawn: 'proposal withdrawn',
    'handed-over': 'passed to a colleague',
    'no-action': 'nothing needed',
    ended: 'rest is over',
    prolonged: 'rest prolonged',
    confirmed: 'right',
    mistaken: 'not right',
    corrected: 'address corrected',
    'not-found': 'not found',
    'new-promise': 'new promise',
    called: 'called',
  },
}
