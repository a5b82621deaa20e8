/** The five ways to reach a debtor. */
export const CHANNELS = ['email', 'sms', 'whatsapp', 'letter', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

/** Channels that count as digital: they need an online debtor and keep the digital hours of the policy. */
export const DIGITAL_CHANNELS: readonly Channel[] = ['email', 'sms', 'whatsapp']
