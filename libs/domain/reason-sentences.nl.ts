/** Dutch sentences for the reasons, to be read to a debtor who asks why; they claim no more than we know. */
import { displayDate, displayList, displayMoney } from './display'
import type { LocalDate } from './dates'
import { byChannel, closedDayName, phaseWithArticle } from './names'
import type { BehavedBefore } from './reasons'
import type { ReasonDictionary } from './reason-dictionary'
import type { HoldKind } from './settling'
import type { Phase } from './phase'
import type { Channel } from './channel'

const date = (day: LocalDate): string => displayDate(day, 'nl')
const the = (phase: Phase): string => phaseWithArticle(phase, 'nl')
const by = (channel: Channel): string => byChannel(channel, 'nl')
const facturen = (claims: readonly string[]): string =>
  claims.length === 1 ? `factuur ${displayList(claims, 'nl')}` : `de facturen ${displayList(claims, 'nl')}`
/** Every channel rests, or one. */
const rests = (channel?: Channel): string =>
  channel === undefined ? 'nemen wij geen contact op' : channel === 'call' ? 'bellen wij niet' : `versturen wij niets ${by(channel)}`
const therefore = (channel: Channel): string => (channel === 'call' ? 'Daarom bellen wij.' : `Daarom gaat dit bericht ${by(channel)}.`)
const moneyAround = ({ told, creditOn }: { readonly told?: true; readonly creditOn: LocalDate }): string =>
  told ? `U vertelde ons dat uw geld rond ${date(creditOn)} binnenkomt.` : `Rond ${date(creditOn)} komt er waarschijnlijk geld binnen.`
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const count = (times: number | undefined, one: string, several: string): string[] =>
  times === undefined ? [] : [times === 0 ? `geen ${several}` : `${times} ${times === 1 ? one : several}`]
const before = ({ paidLate, paidOnTime, brokenPromises }: BehavedBefore): string[] => [
  ...count(paidLate, 'factuur na de vervaldag betaald', 'facturen na de vervaldag betaald'),
  ...count(paidOnTime, 'factuur op tijd betaald', 'facturen op tijd betaald'),
  ...count(brokenPromises, 'belofte niet nagekomen', 'beloftes niet nagekomen'),
]

/** As true while it lasts as afterwards, when it is why something did not come sooner. */
const AS_LONG_AS = {
  manual: 'een medewerker de berichten stilzet',
  dispute: 'wij uitzoeken of de rekening klopt',
  promise: 'er een afspraak is over de betaling',
  'absent-from-export': 'de factuur niet in de administratie staat',
  complaint: 'wij een klacht behandelen',
  deceased: 'na een overlijden niet duidelijk is wie de zaken regelt',
  'debt-help': 'er hulp bij schulden is',
  reply: 'een medewerker een antwoord nog moet lezen',
  arrangement: 'er in termijnen wordt betaald',
  'payment-said': 'een betaling die u heeft gemeld nog niet is verwerkt',
  'wrong-person': 'wij uitzoeken of wij de goede persoon bereiken',
  'not-received': 'wij de factuur nog een keer moeten sturen',
} satisfies Record<HoldKind, string>

const ANSWERED: Readonly<Partial<Record<HoldKind, string>>> = {
  dispute: 'liet u weten dat u het niet eens bent met de rekening',
  complaint: 'kregen wij uw klacht',
}

export const REASON_SENTENCES_NL = {
  'step-due': (r) => sentence(`${the(r.phase)} voor factuur ${r.claim} was op ${date(r.day)} aan de beurt.`),
  'soft-due-date': (r) =>
    `Factuur ${r.claim} moet op ${date(r.dueOn)} betaald zijn. ${moneyAround(r)} ` + `Daarom rekenen wij met ${date(r.softDueOn)}.`,
  'moved-to-income': (r) => `${moneyAround(r)} Daarom sturen wij dit bericht niet al op ${date(r.from)}.`,
  'moved-earlier': (r) => `Op ${date(r.closed)} ${rests(r.channel)}. Daarom doen wij dit eerder: op ${date(r.to)}.`,
  'behaved-before': (r) => `Dit telt mee van eerder: ${displayList(before(r), 'nl')}.`,
  consolidated: (r) =>
    sentence(`${facturen(r.claims)} ${r.claims.length === 1 ? 'staat' : 'staan'} in hetzelfde bericht. Zo krijgt u minder berichten.`),
  'pay-by-follows-income': (r) =>
    `Kort na het einde van die termijn komt er waarschijnlijk geld binnen. Daarom is er tijd tot en met ${date(r.payBy)}.`,
  'legal-term': (r) => `Wij rekenen met bezorging op ${date(r.delivered)}. De termijn van de wet loopt dan tot en met ${date(r.legalEnd)}.`,
  'term-lapsed': (r) => `De laatste dag van de termijn uit onze aanmaning is ${date(r.endedOn)}. Pas daarna komt de volgende stap.`,
  'first-invoice': (r) =>
    `Voor zover wij weten is factuur ${r.claim} uw eerste factuur van ons. Daarom leggen wij één keer uit hoe betalen bij ons gaat.`,
  'preference-unknown': () => 'Wij weten nog niet hoe u het liefst bericht van ons krijgt. Daarom vragen wij dat.',
  'channel-of-step': (r) => `Deze stap doen wij altijd ${by(r.channel)}.`,
  'channel-legal': (r) => sentence(`${the(r.phase)} is belangrijk en heeft gevolgen. Daarom sturen wij die ${by(r.channel)}.`),
  'channel-preferred': (r) => `Bij ons staat genoteerd dat contact het liefst ${by(r.channel)} gaat.`,
  'channel-observed': (r) =>
    sentence(`${by(r.channel)} kwam er ${r.answered} van de ${r.contacts} keer een reactie. ${therefore(r.channel)}`),
  'channel-untried': (r) =>
    sentence(`${by(r.than)} kwam er ${r.answered} van de ${r.contacts} keer een reactie. Daarom proberen wij het nu ${by(r.channel)}.`),
  'channel-of-policy': (r) => `In gevallen als dit gaat ${the(r.phase)} het liefst ${by(r.channel)}.`,
  'channel-by-age': (r) => `Wij weten niet hoe u het liefst bericht krijgt. Mensen van uw leeftijd benaderen wij eerst ${by(r.channel)}.`,
  'best-hour': (r) =>
    sentence(
      `${by(r.channel)} kwam ${r.answered} van de ${r.of} keer een reactie in het uur vanaf ${r.hour} uur. Daarom kiezen wij die tijd.`,
    ),
  'channel-default': (r) => `Er is geen voorkeur die wij konden volgen. ${therefore(r.channel)}`,
  'channel-fallback': (r) => sentence(`${by(r.failed)} lukte het niet om u te bereiken. Daarom proberen wij het ${by(r.channel)}.`),
  'not-online': () => 'Bij ons staat genoteerd dat u weinig online bent. Daarom schrijven of bellen wij.',
  'step-not-due': (r) => sentence(`${the(r.phase)} voor factuur ${r.claim} is pas aan de beurt op ${date(r.day)}.`),
  'closed-day': (r) =>
    `Op ${date(r.day)} (${closedDayName(r.name, 'nl')}) ${rests(r.channel)}.${r.open ? ` Dat kan weer op ${date(r.open)}.` : ''}`,
  'outside-hours': (r) => sentence(`${by(r.channel)} nemen wij alleen contact op tussen ${r.opens} en ${r.closes} uur.`),
  'cap-day': (r) =>
    r.perDay === 1 ? 'Wij nemen hooguit één keer per dag contact op.' : `Wij nemen hooguit ${r.perDay} keer per dag contact op.`,
  'cap-window': (r) => `Wij nemen hooguit ${r.perWindow} keer in ${r.windowDays} dagen contact op. Daarom wachten wij dan.`,
  'phase-gap': (r) => `Tussen twee stappen laten wij minstens ${r.days} dagen. De vorige stap was op ${date(r.lastOn)}.`,
  'contact-under-way': (r) => `Er is al een bericht onderweg ${by(r.channel)}. Daar wachten wij eerst op.`,
  hold: (r) => `Zolang ${AS_LONG_AS[r.kind]}, wachten wij${r.claim === null ? '' : ` met factuur ${r.claim}`}.`,
  'promise-open': (r) =>
    `Er is afgesproken om uiterlijk op ${date(r.payBy)} te betalen. Tot en met ${date(r.graceUntil)} wachten wij daarop.`,
  'payments-not-read': (r) => `Wij wachten tot alle betalingen tot en met ${date(r.through)} zijn verwerkt.`,
  'to-be-collected': (r) => `Factuur ${r.claim} wordt op ${date(r.on)} van de rekening afgeschreven.`,
  collected: (r) => `Factuur ${r.claim} is op ${date(r.on)} van de rekening afgeschreven.`,
  'debit-returned': (r) => `De afschrijving van factuur ${r.claim} is op ${date(r.on)} teruggekomen.`,
  'not-received': (r) =>
    `Op ${date(r.on)} vertelde u ons dat u ${facturen(r.claims)} niet heeft ontvangen. Daarom sturen wij die nog een keer.`,
  'answer-owed': (r) => `Op ${date(r.on)} ${ANSWERED[r.kind] ?? 'kregen wij bericht van u'}. Daarop antwoorden wij.`,
  'instalment-near': (r) => `Termijn ${r.number} van de betalingsregeling is op ${date(r.on)}.`,
  'asked-by-person': () => 'Een medewerker vroeg om deze herinnering.',
  'reminder-passed': (r) => `Over factuur ${r.claim} is al een aanmaning gestuurd. Een herinnering past daar niet meer bij.`,
  'arrangement-broken': (r) => `De termijn van ${date(r.on)} uit de betalingsregeling is niet betaald.`,
  'debt-help-since': (r) => `Sinds ${date(r.since)} is er schuldhulp; na ${r.months} maanden kijkt een medewerker hoe het ermee staat.`,
  'person-decides': (r) => `Over factuur ${r.claim} beslist een medewerker.`,
  'campaign-paused': () => 'Deze reeks berichten is even stilgezet.',
  settled: () => 'Er staat niets meer open.',
  'claim-settled': (r) => `Factuur ${r.claim} staat niet meer open.`,
  'costs-changed': (r) =>
    `De incassokosten zijn veranderd van ${displayMoney(r.was, 'nl')} naar ${displayMoney(r.now, 'nl')}. De oude aanmaning klopt niet meer.`,
  'amount-changed': (r) =>
    `Het bedrag is veranderd van ${displayMoney(r.was, 'nl')} naar ${displayMoney(r.now, 'nl')}. Het oude bericht klopt niet meer.`,
  'no-consent': (r) => `Er is geen toestemming voor contact ${by(r.channel)}.`,
  'opted-out': (r) => `U heeft laten weten dat u ${by(r.channel)} geen berichten meer wilt.`,
  'channel-closed': (r) => sentence(`${the(r.phase)} sturen wij niet ${by(r.channel)}.`),
  'contact-point-unusable': (r) => `Wij hebben geen werkend adres of nummer voor contact ${by(r.channel)}.`,
  'no-channel-left': (r) => `Er is geen manier over om ${the(r.phase)} te sturen. Een medewerker zoekt dit uit.`,
  'beyond-calendar': (r) => `Voor ${date(r.day)} is de kalender ${r.calendar} nog niet bekend. Wij gokken niet.`,
  'too-late': (r) => `Het bericht kon niet binnen ${r.hours} uur weg. Daarom kijken wij opnieuw wat nodig is.`,
  'stopped-by-operator': () => 'Een medewerker heeft alle berichten stilgezet.',
  superseded: () => 'Er is iets veranderd. Daarom geldt dit bericht niet meer.',
  'promise-broken': (r) => `Er was afgesproken dat er uiterlijk op ${date(r.payBy)} werd betaald. Wij hebben het geld nog niet gezien.`,
  'visit-due': (r) => `Een medewerker komt langs om over factuur ${r.claim} te praten. Dat is vanaf ${date(r.day)} aan de beurt.`,
  'credit-stop-due': (r) =>
    `Factuur ${r.claim} is niet op tijd betaald. Een medewerker kijkt vanaf ${date(r.day)} of nieuwe bestellingen vooraf betaald moeten worden.`,
  'ladder-ended': (r) => `Alle stappen voor factuur ${r.claim} zijn geweest (${date(r.day)}). Een medewerker kijkt wat er nu nodig is.`,
} satisfies ReasonDictionary
