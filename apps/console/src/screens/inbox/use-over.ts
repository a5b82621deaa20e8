/** Over which channel an answer goes: that of the conversation where it can be used, or the one that was chosen; and to which address. */
import { useState } from 'react'
import { usePart, type ContactPoint } from '../debtor/debtor-api'
import { ANSWER_CHANNELS, type AnswerChannel, type Thread } from './inbox-api'
import { isOpen, useNow } from './since'

export interface Over {
  readonly channel: AnswerChannel | null
  readonly usable: readonly AnswerChannel[]
  /** Nobody can be answered: it is known of no channel how. */
  readonly isNowhere: boolean
  /** The carrier takes free words no more. */
  readonly isShut: boolean
  readonly choose: (channel: AnswerChannel) => void
  readonly targetOf: (channel: AnswerChannel) => string | null
}

export function useOver({ debtor, channel: theirs, windowClosesAt }: Thread): Over {
  const now = useNow(1000)
  const [chosen, choose] = useState<AnswerChannel | null>(null)
  const { data: points } = usePart<readonly ContactPoint[]>(debtor, 'contact-points')
  const usable = ANSWER_CHANNELS.filter((one) => points?.some((point) => point.channel === one && point.usable))
  const channel = chosen ?? usable.find((one) => one === theirs) ?? usable[0] ?? null
  return {
    channel,
    usable,
    isNowhere: points !== undefined && usable.length === 0,
    isShut: channel === 'whatsapp' && !isOpen(windowClosesAt, now),
    choose,
    targetOf: (one) => targetOf(points ?? [], one),
  }
}

/** Where it goes, as far as one may show over a shoulder; of several addresses the rules choose one. */
function targetOf(points: readonly ContactPoint[], channel: AnswerChannel): string | null {
  const [point, ...more] = points.filter((one) => one.channel === channel && one.usable)
  if (!point?.address || more.length > 0) return null
  return channel === 'email' ? point.address : `${point.address.slice(0, 4)} .. ${point.address.slice(-2)}`
}
