/** Policy parameters that came later: what a version means that was stored before they were known. */
const LATER_COSTS = { most: null, vatAdded: false, vatPercent: 21, termsLookBackMonths: 6 }
const LATER_PARAMETERS = {
  directDebit: { preNotificationDays: 14, bankDaysAfterReturn: 5, retries: 0, returnCodes: {} },
  debtHelpReviewMonths: 4,
  interest: { charged: false, most: null, table: 'nl-statutory-interest', from: { consumer: 'notice-term-end', business: 'due-date' } },
  channelMatrix: [],
  channelByAge: [],
  segmentByBehaviour: [],
  observedResponse: null,
}

/** A version stored before a parameter was known decides on as it did then: no retry, every return is a person's question to the debtor, no interest, nothing learned. */
export function withLaterParameters(definition: unknown): unknown {
  if (!isGroup(definition)) return definition
  const { collectionCosts } = definition as { collectionCosts?: unknown }
  return {
    ...LATER_PARAMETERS,
    ...definition,
    ...(isGroup(collectionCosts) && { collectionCosts: { ...LATER_COSTS, ...collectionCosts } }),
  }
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
