/** The admin: what the channels cost, from the first day on, and near the end that people release the letters. */
import type { CreditorView } from '../../api/creditors/creditor.dto'
import type { Shift } from './shift'

const COSTS = { email: '1.50', sms: '65.00', whatsapp: '55.00', letter: '1150.00', call: '4200.00' }
/** From then on letters are checked by one and released by another. */
export const BY_HAND_DAYS = 9

export async function administer({ desks: { admin }, creditor, day, left, now }: Shift): Promise<void> {
  if (day === 0) {
    await admin.edit('', () => ({ costs: Object.entries(COSTS).map(([channel, perThousand]) => ({ channel, perThousand })) }))
    await admin.post(
      '/v1/api-keys',
      { name: 'boekhouding', scopes: ['debtors:read', 'imports:write'], creditors: [creditor.id] },
      `key ${now}`,
    )
  }
  if (left === BY_HAND_DAYS)
    await admin.edit<CreditorView>('', ({ profile }) => ({ profile: { ...profile, letters: { release: 'by-hand' } } }))
}
