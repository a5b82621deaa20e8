/** The words of the dashboard: each figure has a name, and says what it counts. */
const nl = {
  title: 'Dashboard', now: 'Nu', today: 'Vandaag', period: 'Uitkomst', notSent: 'Waarom iets vandaag niet ging', asOf: 'Stand van', over: 'Over', upTo: 'tot en met',
  periods: { 7: '7 dagen', 30: '30 dagen', 90: '90 dagen', 365: '365 dagen' },
  shorter: 'Kortere periode', longer: 'Langere periode',
  channel: 'Kanaal', reason: 'Reden', count: 'Aantal', all: 'Alles bij elkaar', nothing: 'Nog niets.', allWent: 'Alles wat vandaag kon gaan, is gegaan.', look: 'Bekijken',
  names: {
    queued: 'Klaar om te gaan', 'calls-waiting': 'Gesprekken wachten', 'replies-waiting': 'Antwoorden wachten', 'unknown-outcomes': 'Uitkomst onbekend', 'handed-over': 'Aangenomen', 'not-sent': 'Niet gegaan',
    'promises-kept': 'Beloftes nagekomen', 'debits-returned': 'Incasso’s teruggekomen', 'calls-reached': 'Klant gesproken', dso: 'Dagen tot betaling (DSO)', 'roll-rate': 'Doorrol', 'cost-per-euro': 'Kosten per euro',
  } as Readonly<Record<string, string>>,
  means: {
    queued: 'Besloten en in de wachtrij, per kanaal.',
    'calls-waiting': 'Gesprekken die een medewerker nu kan pakken.',
    'replies-waiting': 'Klanten die langer dan vier uur op antwoord wachten.',
    'unknown-outcomes': 'Verstuurd, maar de bezorger zei niet of het aankwam. Dit wordt nagezocht en gaat nooit zomaar opnieuw.',
    'handed-over': 'Vandaag aangenomen door de bezorger, per kanaal.',
    'promises-kept': 'Deel van de beloftes met een dag in deze periode dat is nagekomen. Beloftes die nog lopen tellen niet mee.',
    'debits-returned': 'Deel van de incasso’s in deze periode dat terugkwam.',
    'calls-reached': 'Deel van de gesprekken in deze periode met de klant zelf: niet ‘geen gehoor’ of ‘verkeerd nummer’.',
    dso: 'Gemiddeld aantal dagen van factuur tot betaling.',
    'roll-rate': 'Deel van wat open stond dat een maand later nog open staat.',
    'cost-per-euro': 'Wat een ontvangen euro aan berichten en gesprekken kostte.',
  } as Readonly<Record<string, string>>,
  few: (cases: string) => `Te weinig om iets te zeggen: ${cases} gevallen, er zijn er 20 nodig.`,
  bank: 'Alleen uw boekhouding en de bank weten dit: Tijdig ziet alleen wat te laat is.',
  of: (cases: string) => `van ${cases}`,
  compare: 'Vergelijk', bySegment: 'Soort relatie', byStrategy: 'Versie van de strategie', noStrategy: 'geen strategie',
}

const en = {
  title: 'Dashboard', now: 'Now', today: 'Today', period: 'Result', notSent: 'Why something did not go today', asOf: 'As of', over: 'Over', upTo: 'up to',
  periods: { 7: '7 days', 30: '30 days', 90: '90 days', 365: '365 days' },
  shorter: 'Shorter period', longer: 'Longer period',
  channel: 'Channel', reason: 'Reason', count: 'Count', all: 'All together', nothing: 'Nothing yet.', allWent: 'Everything that could go today has gone.', look: 'Have a look',
  names: {
    queued: 'Ready to go', 'calls-waiting': 'Calls waiting', 'replies-waiting': 'Replies waiting', 'unknown-outcomes': 'Outcome unknown', 'handed-over': 'Accepted', 'not-sent': 'Did not go',
    'promises-kept': 'Promises kept', 'debits-returned': 'Direct debits returned', 'calls-reached': 'Customer reached', dso: 'Days to payment (DSO)', 'roll-rate': 'Roll rate', 'cost-per-euro': 'Cost per euro',
  },
  means: {
    queued: 'Decided and queued, by channel.',
    'calls-waiting': 'Calls that an agent can take now.',
    'replies-waiting': 'Customers who have waited for an answer for more than four hours.',
    'unknown-outcomes': 'Sent, but the carrier did not say whether it arrived. These are looked up, and never just sent again.',
    'handed-over': 'Accepted by the carrier today, by channel.',
    'promises-kept': 'Share of the promises with a day in this period that were kept. Those that still run do not count.',
    'debits-returned': 'Share of the direct debits in this period that came back.',
    'calls-reached': 'Share of the calls in this period with the customer: not “no answer” or “wrong number”.',
    dso: 'Average days from invoice to payment.',
    'roll-rate': 'Share of what was open that is still open a month later.',
    'cost-per-euro': 'What messages and calls cost for each euro that came in.',
  },
  few: (cases: string) => `Too few to say anything: ${cases} cases, and it takes 20.`,
  bank: 'Only your books and the bank know this: Tijdig sees no more than what is late.',
  of: (cases: string) => `of ${cases}`,
  compare: 'Compare', bySegment: 'Kind of relation', byStrategy: 'Version of the strategy', noStrategy: 'no strategy',
} satisfies typeof nl

export const texts = { nl, en }
