/** What the codes of carriers and banks say, in plain words: the only words for them, in the inbox, on timelines, in the dossier and on the command line. */
import type { FailureClass, Language } from '#domain'

type Said = Readonly<Record<Language, string>>

/** Each stands for the codes below it, of whatever carrier gives them. */
const WORDS: readonly (readonly [Said, readonly string[]])[] = [
  [{ nl: 'dit nummer bestaat niet', en: 'there is no such number' }, ['21211', '21265', '21266', '21267', '30005', '131021']],
  [{ nl: 'dit nummer kan geen sms krijgen', en: 'this number takes no text messages' }, ['21614', '21635', '21612', '30006']],
  [{ nl: 'dit nummer heeft geen WhatsApp, of een oude versie', en: 'this number has no WhatsApp, or an old version' }, ['131026']],
  [
    { nl: 'WhatsApp stuurt deze persoon nu niets meer van bedrijven', en: 'WhatsApp sends this person no more from firms now' },
    ['131049', '130472'],
  ],
  [{ nl: 'de telefoon was niet bereikbaar', en: 'the telephone could not be reached' }, ['30003', '30036']],
  [
    { nl: 'het netwerk van de ontvanger hield het bericht tegen', en: 'the network of the receiver stopped the message' },
    ['30004', '30007', '30450'],
  ],
  [{ nl: 'de ontvanger wil hier geen berichten', en: 'the receiver wants no messages here' }, ['21610', '131050', 'unsubscribed']],
  [
    { nl: 'dit e-mailadres bestaat niet', en: 'there is no such e-mail address' },
    ['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.4.4', '550', '553', 'invalid-address', 'EENVELOPE', 'personalizations.to'],
  ],
  [{ nl: 'dit postvak is gesloten', en: 'this mailbox is closed' }, ['5.2.0', '5.2.1']],
  [{ nl: 'het postvak is vol', en: 'the mailbox is full' }, ['5.2.2', '4.2.2', '452', '552']],
  [{ nl: 'de mail kwam terug', en: 'the mail came back' }, ['bounce']],
  [
    { nl: 'de mailserver van de ontvanger weigerde de mail', en: 'the mail server of the receiver refused the mail' },
    ['blocked', '5.7.0', '5.7.1', '5.7.23', '5.7.25', '5.7.26', '5.7.27', '5.7.28', '554'],
  ],
  [
    { nl: 'niet verstuurd: dit adres gaf eerder een fout of wil geen mail', en: 'not sent: this address failed before or wants no mail' },
    ['dropped'],
  ],
  [{ nl: 'het venster van WhatsApp was dicht', en: 'the WhatsApp window was closed' }, ['131047']],
  [
    { nl: 'het WhatsApp-sjabloon past niet of is niet goedgekeurd', en: 'the WhatsApp template does not fit or is not approved' },
    ['132000', '132001', '132005', '132007', '132012', '132015', '132016', '132068', '132069'],
  ],
  [{ nl: 'het bericht is te lang', en: 'the message is too long' }, ['21617', 'http-413']],
  [{ nl: 'het adres op de brief klopt niet', en: 'the address on the letter is not right' }, ['bad-address']],
  [{ nl: 'deze brief kan niet worden gedrukt', en: 'this letter cannot be printed' }, ['unprintable', 'bad-content', 'damaged-file']],
  [
    { nl: 'het bestand voor de drukker kon niet worden gemaakt', en: 'the file for the printer could not be made' },
    ['batch-not-made', 'not-in-batch'],
  ],
  [{ nl: 'de drukkerij zei niets over deze brief', en: 'the printer said nothing of this letter' }, ['not-in-answer']],
  [{ nl: 'verhuisd', en: 'moved' }, ['moved']],
  [
    { nl: 'de bezorger antwoordde niet', en: 'the carrier did not answer' },
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'ETIMEDOUT',
      'ESOCKET',
      'ECONNECTION',
      'EDNS',
      'ETLS',
      'EAI_AGAIN',
      'EPIPE',
      'EHOSTUNREACH',
      'ENETUNREACH',
    ],
  ],
  [
    { nl: 'het antwoord van de bezorger was niet te lezen', en: 'the answer of the carrier could not be read' },
    ['unreadable-answer', 'unreadable'],
  ],
  [{ nl: 'het versturen is onderbroken', en: 'sending was interrupted' }, ['worker-gone']],
  [{ nl: 'het gesprek is onderbroken', en: 'the call was interrupted' }, ['call-interrupted']],
  [{ nl: 'verkeerd nummer', en: 'wrong number' }, ['wrong-number']],
  [{ nl: 'ingetrokken', en: 'withdrawn' }, ['withdrawn']],
  [{ nl: 'er stond te weinig geld op de rekening', en: 'there was too little money in the account' }, ['AM04']],
  [{ nl: 'dit rekeningnummer bestaat niet', en: 'there is no such account' }, ['AC01']],
  [{ nl: 'de rekening is opgeheven', en: 'the account is closed' }, ['AC04']],
  [{ nl: 'van deze rekening mag niet worden afgeschreven', en: 'nothing may be collected from this account' }, ['AC06', 'SL01']],
  [{ nl: 'er is geen geldige machtiging', en: 'there is no valid permission to collect' }, ['MD01']],
  [{ nl: 'de klant of de bank weigerde de incasso', en: 'the customer or the bank refused the collection' }, ['MS02', 'MS03']],
  [{ nl: 'de klant haalde het geld terug', en: 'the customer took the money back' }, ['MD06']],
  [{ nl: 'de rekeninghouder is overleden', en: 'the holder of the account has died' }, ['MD07']],
]

/** By what a code was sorted as (rule 13), where it has no words of its own. */
const BY_FAILURE: Readonly<Record<FailureClass, Said>> = {
  permanent: { nl: 'dit adres of nummer werkt niet', en: 'this address or number does not work' },
  'opt-out': { nl: 'de ontvanger wil hier geen berichten', en: 'the receiver wants no messages here' },
  'rate-limit': { nl: 'te veel berichten tegelijk', en: 'too many messages at once' },
  transient: { nl: 'tijdelijke storing', en: 'a passing fault' },
  'window-or-template': { nl: 'het bericht werd zo niet aangenomen', en: 'the message was not taken as it is' },
  account: { nl: 'onze aansluiting bij de bezorger werd geweigerd', en: 'our account with the carrier was refused' },
  indeterminate: { nl: 'niemand weet of het aankwam', en: 'nobody knows whether it arrived' },
}

const byCode = new Map(WORDS.flatMap(([said, codes]) => codes.map((code) => [code, said] as const)))
const UNFAMILIAR: Said = { nl: 'een code die wij niet kennen', en: 'a code that we do not know' }

/** Never the code itself: that stands beside it, small, for whoever asks the carrier. */
export function carrierWords(code: string, failure: FailureClass | null, language: Language): string {
  const known = byCode.get(code) ?? (code.startsWith('UND_ERR_') ? byCode.get('ECONNRESET') : undefined)
  return (known ?? (failure === null ? UNFAMILIAR : BY_FAILURE[failure]))[language]
}
