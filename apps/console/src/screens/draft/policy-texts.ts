/** The words of policies, and where each value comes from. */
type Words = Readonly<Record<string, string>>

const nl = {
  groups: { hours: 'Uren en dagen', budgets: 'Hoe vaak', terms: 'Termijnen', costs: 'Kosten en rente', postDays: 'Dagen van de post', calendars: 'Kalenders' } as Words,
  fields: {
    'caps.perDay': 'Contacten per dag, hoogstens', 'caps.perWindow': 'Contacten per periode, hoogstens', 'caps.windowDays': 'Dagen van die periode', minDaysBetweenPhases: 'Dagen tussen twee fasen, minstens', consolidateWithinDays: 'Facturen samen als zij zoveel dagen schelen',
    noticeTermDays: 'Dagen van de aanmaning', payByWithinDays: 'Betaaldag op een inkomensdag, binnen dagen', promiseGraceBankDays: 'Bankdagen stilte na een belofte', 'waitForIncome.withinDays': 'Wachten op inkomen, hoogstens dagen', 'softDueDate.withinDays': 'Inkomen na de vervaldag telt mee, binnen dagen',
    debtHelpReviewMonths: 'Maanden rust bij schuldhulp', latenessHours: 'Uren waarna opnieuw wordt besloten',
    'collectionCosts.charged': 'Incassokosten rekenen', 'collectionCosts.most': 'Eigen grens in euro', 'collectionCosts.vatAdded': 'Btw erbij', 'collectionCosts.termsLookBackMonths': 'Termijnen van één contract: maanden terug', 'interest.charged': 'Wettelijke rente rekenen', 'interest.most': 'Eigen grens van de rente in euro', paymentsCoverCostsFirst: 'Betaling eerst naar kosten en rente',
  } as Words,
  sources: {
    hours: 'Besluit kwaliteit incassodienstverlening art. 4.2: alleen van 07:00 tot 20:00, niet op zon- en feestdagen.',
    'caps.perDay': 'Eigen beleid; de wet noemt geen aantal.', 'caps.perWindow': 'Eigen beleid; de wet noemt geen aantal.', 'caps.windowDays': 'Eigen beleid.', minDaysBetweenPhases: 'Eigen beleid.', consolidateWithinDays: 'Eigen beleid.',
    noticeTermDays: 'Art. 6:96 lid 6 BW; HR 25-11-2016, ECLI:NL:HR:2016:2704. Minstens 14.', payByWithinDays: 'Eigen beleid.', promiseGraceBankDays: 'Eigen beleid; dagen volgens de kalender van de bank.', 'waitForIncome.withinDays': 'Eigen beleid.', 'softDueDate.withinDays': 'Eigen beleid.',
    debtHelpReviewMonths: 'NVVK: 4 tot 8 maanden.', latenessHours: 'Eigen beleid.',
    'collectionCosts.charged': 'Besluit vergoeding voor buitengerechtelijke incassokosten (BWBR0031432) art. 2; de schijven staan vast.', 'collectionCosts.most': 'Eigen grens, onder die van de wet.', 'collectionCosts.vatAdded': 'Art. 2 lid 3: alleen wie btw betaalt en niet kan aftrekken.',
    'collectionCosts.termsLookBackMonths': 'Art. 2a; de precieze tekst is niet nagelezen.', 'interest.charged': 'Art. 6:119 en 6:119a BW.', 'interest.most': 'Eigen grens.', paymentsCoverCostsFirst: 'Art. 6:44 BW: kosten, rente, hoofdsom. Uit: eerst de hoofdsom.',
    postDays: 'ECLI:NL:HR:2016:2704 voor 2 dagen; de tragere post van 2026 en 2027 volgens een kabinetsbesluit.',
  } as Words,
  unconfirmed: 'niet bevestigd', noLimit: 'geen grens', whole: 'Dit moet een heel getal zijn.', noAmount: 'Dit is geen bedrag, zoals 40 of 40,50.', opens: 'Van', closes: 'Tot',
  days: { monday: 'ma', tuesday: 'di', wednesday: 'wo', thursday: 'do', friday: 'vr', saturday: 'za', sunday: 'zo' } as Words,
  from: 'Vanaf', value: 'Bezorgdagen', addRow: 'Regel erbij', removeRow: (from: string) => `Regel van ${from} weg`,
  calendarsSay: 'Kalenders zijn bestanden in config/calendars en worden hier niet veranderd.', completeUntil: 'volledig tot', uses: { contact: 'Contact', bank: 'Bank', post: 'Post' } as Words,
}

const en = {
  groups: { hours: 'Hours and days', budgets: 'How often', terms: 'Terms', costs: 'Costs and interest', postDays: 'Days of the post', calendars: 'Calendars' },
  fields: {
    'caps.perDay': 'Contacts a day, at most', 'caps.perWindow': 'Contacts in a period, at most', 'caps.windowDays': 'Days of that period', minDaysBetweenPhases: 'Days between two phases, at least', consolidateWithinDays: 'Invoices together when they are so many days apart',
    noticeTermDays: 'Days of the formal notice', payByWithinDays: 'Pay-by date on an income day, within days', promiseGraceBankDays: 'Bank days of silence after a promise', 'waitForIncome.withinDays': 'Wait for income, days at most', 'softDueDate.withinDays': 'Income after the due date counts, within days',
    debtHelpReviewMonths: 'Months of rest in debt help', latenessHours: 'Hours after which it is decided again',
    'collectionCosts.charged': 'Charge collection costs', 'collectionCosts.most': 'Own limit in euro', 'collectionCosts.vatAdded': 'VAT on top', 'collectionCosts.termsLookBackMonths': 'Terms of one contract: months back', 'interest.charged': 'Charge statutory interest', 'interest.most': 'Own limit of the interest in euro', paymentsCoverCostsFirst: 'Payments cover costs and interest first',
  },
  sources: {
    hours: 'Besluit kwaliteit incassodienstverlening art. 4.2: from 07:00 to 20:00 only, not on Sundays and holidays.',
    'caps.perDay': 'Own policy; the law names no number.', 'caps.perWindow': 'Own policy; the law names no number.', 'caps.windowDays': 'Own policy.', minDaysBetweenPhases: 'Own policy.', consolidateWithinDays: 'Own policy.',
    noticeTermDays: 'Art. 6:96(6) BW; HR 25-11-2016, ECLI:NL:HR:2016:2704. 14 at least.', payByWithinDays: 'Own policy.', promiseGraceBankDays: 'Own policy; days by the calendar of the bank.', 'waitForIncome.withinDays': 'Own policy.', 'softDueDate.withinDays': 'Own policy.',
    debtHelpReviewMonths: 'NVVK: 4 to 8 months.', latenessHours: 'Own policy.',
    'collectionCosts.charged': 'Besluit vergoeding voor buitengerechtelijke incassokosten (BWBR0031432) art. 2; the slices are fixed.', 'collectionCosts.most': 'Own limit, below that of the law.', 'collectionCosts.vatAdded': 'Art. 2(3): only who pays VAT and cannot deduct it.',
    'collectionCosts.termsLookBackMonths': 'Art. 2a; its exact text was not read.', 'interest.charged': 'Art. 6:119 and 6:119a BW.', 'interest.most': 'Own limit.', paymentsCoverCostsFirst: 'Art. 6:44 BW: costs, interest, principal. Off: the principal first.',
    postDays: 'ECLI:NL:HR:2016:2704 for 2 days; the slower post of 2026 and 2027 by a cabinet decision.',
  },
  unconfirmed: 'not confirmed', noLimit: 'no limit', whole: 'This must be a whole number.', noAmount: 'This is no amount, such as 40 or 40,50.', opens: 'From', closes: 'Until',
  days: { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' },
  from: 'From', value: 'Delivery days', addRow: 'Add a row', removeRow: (from: string) => `Remove the row of ${from}`,
  calendarsSay: 'Calendars are files in config/calendars and are not changed here.', completeUntil: 'complete until', uses: { contact: 'Contact', bank: 'Bank', post: 'Post' },
} satisfies typeof nl

export const texts = { nl, en }
