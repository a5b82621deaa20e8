/** Replies as people write them, read with the shipped words: what is clear, what is only suggested, and by which words. */
import { join } from 'node:path'
import type { LocalDate, Reading } from '#domain'
import { readReply, wordBookOf } from '#replies'
import { parseReplyWords, readConfigurationFiles } from '#settings'
import { GOLDEN } from './messages'

const TODAY = '2027-01-12' as LocalDate
const words = readConfigurationFiles(join(__dirname, '../../config'))
  .filter(({ kind }) => kind === 'reply-words')
  .map(({ definition, path }) => parseReplyWords(definition, path))
const book = wordBookOf(words)
const read = (text: string, subject?: string): Reading => readReply({ text, ...(subject !== undefined && { subject }) }, book, TODAY)

test.each(GOLDEN.map(([text, intent, clear, day]) => ({ text, intent, clear, day })))(
  '$text: $intent, $clear',
  ({ text, intent, clear, day }) => {
    const reading = read(text)
    const told = reading.command === null ? reading.intent : `${reading.command}-command`
    expect({ told, clear: reading.clear || reading.command === 'start' }).toEqual({ told: intent, clear: clear === 'clear' })
    if (day !== undefined) expect(reading.day).toBe(day)
  },
)

describe('what is read', () => {
  it('is what the person wrote, not the mail they answer nor the line under their name', () => {
    const above = read(
      'Ik heb al betaald.\n\nMet vriendelijke groet,\nJ. Bakker\nKlachtenafdeling Bakker BV\n\nOp ma 11 jan. 2027 om 09:00 schreef Voorbeeld B.V. <post@voorbeeld.example>:\nKunt u niet betalen? Hulp bij schulden vindt u bij uw gemeente. Mail STOP om te stoppen.',
    )
    expect(above).toMatchObject({ intent: 'paid', clear: true, found: [{ words: [{ start: 3, end: 17 }] }] })
    const below = read('Op 11-01-2027 schreef Voorbeeld:\n> Is er een klacht?\n> Of schuldhulp?\n\nIk betaal vrijdag')
    expect(below).toMatchObject({ intent: 'will-pay', clear: true, day: '2027-01-15' })
    const outlook = read(
      'wrong number\n\nFrom: Example <post@voorbeeld.example>\nSent: Monday, January 11, 2027 9:00\nTo: me\nSubject: Invoice\n\nI have paid my debts; passed away',
    )
    expect(outlook).toMatchObject({ intent: 'wrong-person', clear: true })
    expect(read('STOP\n\nVerstuurd vanaf mijn iPhone').command).toBe('stop')
    expect(read('Stop\n\n-----Oorspronkelijk bericht-----\nVan: wij').command).toBe('stop')
  })
  it('names the words that decided, where they stand', () => {
    const text = 'Beste mevrouw 🙂, ik heb de factuur gisteren overgemaakt!'
    const [found] = read(text).found
    expect(found?.words.map(({ start, end }) => text.slice(start, end))).toEqual(['heb de factuur gisteren overgemaakt'])
  })
  it('has the amount and the number of parts', () => {
    expect(read('Kan ik in vier termijnen van € 1.250,50 betalen?')).toMatchObject({ intent: 'instalments', parts: 4, amount: 125_050 })
    expect(read('ik kan 50 euro per maand betalen')).toMatchObject({ intent: 'instalments', amount: 5_000 })
    expect(read('I can pay 50,- now')).toMatchObject({ amount: 5_000 })
  })
  it('is nothing where a machine wrote', () => {
    const nothing = { command: null, intent: 'other', clear: false, found: [] }
    expect(read('Ik ben tot 20 januari afwezig. Bel bij spoed mijn collega.', 'Automatisch antwoord: Uw factuur')).toMatchObject({
      automatic: 'reply',
      ...nothing,
    })
    expect(read('Thanks for your mail. I am out of the office until Monday and will pay attention then.')).toMatchObject({
      automatic: 'reply',
      ...nothing,
    })
    expect(readReply({ text: 'stop', automatic: 'bounce' }, book, TODAY)).toMatchObject({ automatic: 'bounce', ...nothing })
    expect(read('ik ben volgende week afwezig maar betaal vrijdag', 'Re: uw factuur').automatic).toBe('reply')
  })
  it('of a long story is a suggestion, save for what must be held', () => {
    const story = 'En toen gebeurde er van alles met de auto en de buren. '.repeat(10)
    expect(read(`${story} Ik heb al betaald.`)).toMatchObject({ intent: 'paid', clear: false })
    expect(read(`${story} Mijn man is overleden.`)).toMatchObject({ intent: 'deceased', clear: true })
  })
})

test.each([
  ['morgen', '2027-01-13'],
  ['overmorgen', '2027-01-14'],
  ['vrijdag', '2027-01-15'],
  ['dinsdag', '2027-01-19'],
  ['aanstaande maandag', '2027-01-18'],
  ['volgende week dinsdag', '2027-01-19'],
  ['volgende week', '2027-01-22'],
  ['deze week', '2027-01-15'],
  ['dit weekend', '2027-01-17'],
  ['over 3 dagen', '2027-01-15'],
  ['over twee weken', '2027-01-26'],
  ['binnen een week', '2027-01-19'],
  ['eind van de maand', '2027-01-31'],
  ['einde van deze maand', '2027-01-31'],
  ['eind volgende maand', '2027-02-28'],
  ['eind februari', '2027-02-28'],
  ['begin volgende maand', '2027-02-05'],
  ['volgende maand', '2027-02-28'],
  ['de 25e', '2027-01-25'],
  ['de 5e', '2027-02-05'],
  ['25 januari', '2027-01-25'],
  ['3 februari 2027', '2027-02-03'],
  ['25-1', '2027-01-25'],
  ['25/01/2027', '2027-01-25'],
  ['2027-01-25', '2027-01-25'],
  ['vrijdag 29 januari', '2027-01-29'],
  ['tomorrow', '2027-01-13'],
  ['the day after tomorrow', '2027-01-14'],
  ['Friday', '2027-01-15'],
  ['next week', '2027-01-22'],
  ['next month', '2027-02-28'],
  ['the 25th', '2027-01-25'],
  ['January 25th', '2027-01-25'],
  ['the 25th of January', '2027-01-25'],
  ['within 10 days', '2027-01-22'],
  ['the end of the month', '2027-01-31'],
])('"ik betaal %s" is %s', (said, day) => {
  expect(read(`ik betaal ${said}`)).toMatchObject({ intent: 'will-pay', clear: true, day })
})
test.each(['25 december', '30 februari 2026', 'gisteren', '5 januari', 'ooit'])(
  '"ik betaal %s" names no day that a promise could be for',
  (said) => {
    expect(read(`ik betaal ${said}`)).toMatchObject({ clear: false })
  },
)
