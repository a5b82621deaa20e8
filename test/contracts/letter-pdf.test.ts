/** The letter as PDF: what a print house, a bank app, a screen reader and the window of an envelope make of it. */
import { createHash } from 'node:crypto'
import { barsOf, renderLetter, WINDOW_TOLERANCE } from '#channels'
import { layoutOf, WINDOW_PRESETS, type LetterContent, type LetterSettings, type WindowPosition } from '#domain'
import { darkRuns, inkIn, pictures, readPdf, scanQr } from '../support/pdf'

const LETTER: LetterContent = {
  address: {
    name: 'Mevrouw S. Bakker-van der Meulen',
    attention: 'Bewindvoering Noord',
    street: 'Dorpsstraat',
    houseNumber: '12',
    addition: 'bis',
    postcode: '1234ab',
    city: 'Zwolle',
    country: 'NL',
  },
  returnAddress: 'Installatiebedrijf De Linde, Postbus 12, 8000 AA Zwolle',
  sender:
    'Installatiebedrijf De Linde\nLindelaan 4\n8011 AB Zwolle\nTelefoon 038 123 45 67\nfacturen@delinde.example\nwww.delinde.example/hulp\nKvK 12345678 · btw NL001234567B01',
  date: 'Datum: 19 januari 2027',
  title: 'Herinnering: uw factuur staat nog open',
  paragraphs: [
    'Beste mevrouw Bakker,',
    'Wij hebben uw betaling nog niet gezien. Misschien bent u het vergeten. Dat kan gebeuren.',
    'Heeft u al betaald? Dan kruisten onze berichten elkaar.',
  ],
  claimsHeading: { label: 'Factuur', amount: 'Nog te betalen' },
  claims: [{ label: 'Factuur 2027-0012 van 4 januari 2027, onderhoud cv-ketel', amount: '€ 62,50' }],
  total: { label: 'Samen', amount: '€ 62,50' },
  paymentHeading: 'Zo betaalt u',
  payment: [
    { label: 'Bedrag', value: '€ 62,50' },
    { label: 'Rekening', value: 'NL91 ABNA 0417 1643 00' },
    { label: 'Op naam van', value: 'Installatiebedrijf De Linde' },
    { label: 'Kenmerk', value: '5010002167010010' },
  ],
  qr: {
    payload: 'BCD\n002\n1\nSCT\n\nInstallatiebedrijf De Linde\nNL91ABNA0417164300\nEUR62.50\n\n\n5010002167010010',
    caption: 'Scan deze code met de app van uw bank.',
  },
  sections: [{ heading: 'Kunt u niet betalen?', paragraphs: ['Bel ons. Wij zoeken samen een oplossing.'] }],
  closing: ['Met vriendelijke groet,', 'Installatiebedrijf De Linde'],
  references: [{ label: 'Klantnummer', value: 'D-1001' }],
  language: 'nl',
}
const WINDOW = WINDOW_PRESETS['din-5008-b']
const CREATED = new Date('2027-01-19T08:00:00Z')
const render = (letter: LetterContent, windowPlace: WindowPosition = WINDOW, settings: LetterSettings = {}): Promise<Buffer> =>
  renderLetter(letter, { layout: layoutOf({ ...settings, windowPlace }), createdAt: CREATED })

/** Everything a reader must find, in the words of the letter. */
const wording = (letter: LetterContent): string[] => [
  ...letter.sender.split('\n'),
  letter.date,
  letter.title,
  ...letter.paragraphs,
  letter.total.label,
  letter.total.amount,
  letter.paymentHeading,
  ...letter.claims.flatMap((claim) => [claim.label, claim.amount]),
  ...letter.payment.flatMap((row) => [row.label, row.value]),
  letter.qr.caption,
  ...(letter.sections ?? []).flatMap((section) => [section.heading, ...section.paragraphs]),
  ...letter.closing,
]

describe('a letter', () => {
  it('says every word of its content, in order of reading', async () => {
    const pdf = await readPdf(await render(LETTER))
    for (const text of wording(LETTER)) expect(pdf.text).toContain(text.replace(/\s+/g, ' '))
    expect(pdf.text.indexOf('Beste mevrouw Bakker')).toBeLessThan(pdf.text.indexOf('Zo betaalt u'))
  })

  it('carries a payment QR code that scans to the payload, byte for byte', async () => {
    const payload = LETTER.qr.payload.replace('De Linde', 'Café Ørsted')
    expect(await scanQr(await render({ ...LETTER, qr: { ...LETTER.qr, payload } }))).toBe(payload)
  })

  it('is the same file, byte for byte, when made twice', async () => {
    const digest = (pdf: Buffer): string => createHash('sha256').update(pdf).digest('hex')
    const first = digest(await render(LETTER))
    // Others in between share the parsed fonts, and must leave no trace.
    const [other] = await Promise.all([render({ ...LETTER, title: 'Ørsted ΑΒΓ financiële zaken' }), render({ ...LETTER, language: 'en' })])
    expect(digest(other)).not.toBe(first)
    expect(digest(await render(LETTER))).toBe(first)
  })

  it('declares PDF/A-2a, is tagged, names its language, embeds its fonts and is not encrypted', async () => {
    const bytes = await render(LETTER)
    const raw = bytes.toString('latin1')
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(raw).toMatch(/\/OutputIntents? /)
    expect(raw).toContain('/Marked true')
    expect(raw).toContain('/Lang (nl-NL)')
    expect(raw).not.toContain('/Encrypt')
    const fonts = raw.match(/\/Type \/FontDescriptor[\s\S]*?>>/g) ?? []
    expect(fonts.length).toBeGreaterThanOrEqual(2)
    for (const font of fonts) expect(font).toMatch(/\/FontFile2 \d+ 0 R/)
    expect(raw).not.toMatch(/\/BaseFont \/Helvetica/)
  })

  it('gives each line of the address an element of its own', async () => {
    const { elements } = await readPdf(await render(LETTER))
    for (const line of ['Mevrouw S. Bakker-van der Meulen', 'T.a.v. Bewindvoering Noord', 'Dorpsstraat 12 bis', '1234 AB ZWOLLE']) {
      expect(elements.filter((element) => element.text === line)).toHaveLength(1)
    }
    expect(elements.some((element) => element.role === 'Figure' && element.alt === LETTER.qr.caption)).toBe(true)
    expect(elements.filter((element) => element.role === 'TR').length).toBeGreaterThanOrEqual(3)
  })
})

test('the return address of a creditor with a long name goes on over a second line in the window', async () => {
  const returnAddress = 'Stichting Openbaar Primair Onderwijs Noordoost-Nederland, Burgemeester de Vlugtlaan 125, 1063 BJ Amsterdam'
  const [page] = (await readPdf(await render({ ...LETTER, returnAddress }))).pages
  const said = page?.runs.filter(({ text, top }) => top < WINDOW.top + WINDOW.height && returnAddress.includes(text.trim())) ?? []
  expect(said.map(({ text }) => text.trim()).join(' ')).toBe(returnAddress)
  expect(Math.max(...said.map(({ right }) => right))).toBeLessThanOrEqual(WINDOW.left + WINDOW.width - WINDOW_TOLERANCE)
})

const WINDOWS: Record<string, WindowPosition> = {
  'DIN 5008 B': WINDOW,
  'higher and narrower': { left: 22, top: 40, width: 75, height: 40 },
  'on the right': { left: 110, top: 45, width: 85, height: 42 },
}
const ADDRESSES: Record<string, LetterContent['address']> = {
  'three lines': { name: 'J. Li', street: 'Kade', houseNumber: '1', postcode: '1011AA', city: 'Ee', country: 'NL' },
  'five long lines, abroad': {
    name: 'Stichting Gezamenlijke Dienstverlening voor Bewindvoering en Inkomensbeheer Oost-Nederland',
    attention: 'mevrouw M. van der Heijden-Vermeulen',
    street: 'Burgemeester van Nispen van Sevenaerstraat',
    houseNumber: '1234',
    addition: 'hoog achter',
    postcode: 'B-2000',
    city: 'Antwerpen',
    country: 'BE',
  },
}

describe.each(Object.entries(WINDOWS))('in a window that is %s', (_, window) => {
  it.each(Object.entries(ADDRESSES))(
    'an address of %s stays inside, and nothing else comes near, however the sheet slides',
    async (_name, address) => {
      const pdf = await readPdf(await render({ ...LETTER, address }, window))
      const page = pdf.pages[0]
      if (!page) throw new Error('no page')
      const right = window.left + window.width
      const bottom = window.top + window.height
      const inside = page.runs.filter(
        (run) =>
          run.left < right + WINDOW_TOLERANCE &&
          run.right > window.left - WINDOW_TOLERANCE &&
          run.top < bottom + WINDOW_TOLERANCE &&
          run.bottom > window.top - WINDOW_TOLERANCE,
      )
      for (const run of inside) {
        expect(run.left).toBeGreaterThanOrEqual(window.left + WINDOW_TOLERANCE)
        expect(run.right).toBeLessThanOrEqual(right - WINDOW_TOLERANCE)
        expect(run.top).toBeGreaterThanOrEqual(window.top + WINDOW_TOLERANCE)
        expect(run.bottom).toBeLessThanOrEqual(bottom - WINDOW_TOLERANCE)
      }
      const said = inside
        .map((run) => run.text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim()
      const attention = address.attention ? [`T.a.v. ${address.attention}`] : []
      const street = [address.street, address.houseNumber, address.addition].filter(Boolean).join(' ')
      const place = address.country === 'NL' ? '1011 AA EE' : 'B-2000 Antwerpen BELGIUM'
      expect(said).toBe([LETTER.returnAddress, address.name, ...attention, street, place].join(' '))
    },
  )
})

describe.each([...Object.entries(WINDOW_PRESETS), ['of their own', { left: 22, top: 40, width: 75, height: 40 }] as const])(
  'with the sorting code ours, in a window %s',
  (_, window) => {
    it('leaves the edge of the window blank as far as the sheet may slide, and the code is read by its bars', async () => {
      const address = { ...LETTER.address, postcode: '1231 FZ', houseNumber: '13', addition: 'HS' }
      const [page] = await pictures(await render({ ...LETTER, address }, window, { kix: 'ours' }))
      if (!page) throw new Error('no page')
      const { left, top, width, height } = window
      const slide = WINDOW_TOLERANCE
      expect(inkIn(page, { left: left - slide, top: top - slide, width: width + 2 * slide, height: 2 * slide })).toBe(0)
      expect(inkIn(page, { left: left - slide, top: top + height - slide, width: width + 2 * slide, height: 2 * slide })).toBe(0)
      expect(inkIn(page, { left: left - slide, top: top - slide, width: 2 * slide, height: height + 2 * slide })).toBe(0)
      expect(inkIn(page, { left: left + width - slide, top: top - slide, width: 2 * slide, height: height + 2 * slide })).toBe(0)

      // The upper, middle and lower third of the code: a bar that reaches up is dark in the first, one that reaches down in the last.
      const bottom = top + height - slide - 2
      const across = (y: number): readonly number[] => darkRuns(page, y, left, left + width)
      const [up, all, down] = [across(bottom - 4.5), across(bottom - 2.55), across(bottom - 0.6)]
      const reaches = (run: number, row: readonly number[]): boolean => row.some((other) => Math.abs(other - run) < 0.4)
      const seen = all.map((bar): string => (reaches(bar, up) ? (reaches(bar, down) ? 'F' : 'A') : reaches(bar, down) ? 'D' : 'T'))
      expect(seen.join('')).toBe(barsOf('1231FZ13XHS').join(''))
    })
  },
)

test('the bars of the sorting code are those of the post', () => {
  // 1 and 2, and the first and last symbol, from a code that was published.
  expect(barsOf('12').join('')).toBe('TDAFTDFA')
  expect(barsOf('0Z').join('')).toBe('TTFFFFTT')
})

test('fold marks stand at the edge where the sheet is folded in three, and can be left out', async () => {
  const marks = async (foldMarks: boolean): Promise<boolean[]> => {
    const [page] = await pictures(await render(LETTER, WINDOW, { foldMarks }))
    return [99, 198].map((fold) => inkIn(page!, { left: 5, top: fold - 1, width: 4, height: 2 }) > 0)
  }
  expect(await marks(true)).toEqual([true, true])
  expect(await marks(false)).toEqual([false, false])
})

describe('the page', () => {
  it('keeps 5 mm free on every edge, and its text below the first fold', async () => {
    const pdf = await readPdf(await render(LETTER))
    for (const page of pdf.pages) {
      for (const run of page.runs) {
        expect(Math.min(run.left, run.top, 210 - run.right, 297 - run.bottom)).toBeGreaterThan(5)
      }
    }
    const title = pdf.pages[0]?.runs.find((run) => run.text.includes('Herinnering'))
    expect(title?.top).toBeGreaterThan(99)
  })

  it('grows to several pages with thirty claims and loses nothing', async () => {
    const claims = Array.from({ length: 30 }, (_, index) => ({
      label: `Factuur 2027-${String(index + 1).padStart(4, '0')} van 4 januari 2027, te betalen voor 18 januari 2027 (uw inkoopnummer PO-${index})`,
      amount: `€ ${index + 10},25`,
    }))
    const letter = { ...LETTER, claims }
    const bytes = await render(letter)
    const pdf = await readPdf(bytes)
    expect(pdf.pages.length).toBeGreaterThanOrEqual(2)
    for (const text of wording(letter)) expect(pdf.text).toContain(text.replace(/\s+/g, ' '))
    pdf.pages.forEach((page, index) => {
      expect(page.runs.map((run) => run.text).join(' ')).toContain(`Pagina ${index + 1} van ${pdf.pages.length}`)
    })
    expect(await scanQr(bytes)).toBe(LETTER.qr.payload)
    expect(pdf.text.split('Nog te betalen').length - 1).toBeGreaterThanOrEqual(2)
  })

  it('refuses an address that cannot fit rather than cut it', async () => {
    const address = { ...LETTER.address, name: 'Zeer lange naam '.repeat(60) }
    await expect(render({ ...LETTER, address })).rejects.toThrow('does not fit the window')
  })
})
