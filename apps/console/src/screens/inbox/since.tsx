/** How long somebody waits, and how long a window stays open; both go on by themselves. */
import { useEffect, useState, type ReactNode } from 'react'
import { clockNow } from '../../parts/clock'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from './texts'

const MINUTE = 60_000

/** Again every so many milliseconds: a minute, or a second where the end is near. */
export function useNow(every: number): number {
  const [now, setNow] = useState(clockNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(clockNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

const clock = (ms: number): string => `${Math.floor(ms / (60 * MINUTE))}:${String(Math.floor(ms / MINUTE) % 60).padStart(2, '0')}`

export function Waits({ since }: { readonly since: string }): ReactNode {
  const t = useTexts(texts)
  const minutes = Math.max(0, Math.floor((useNow(MINUTE) - Date.parse(since)) / MINUTE))
  if (minutes < 60) return <span className="quiet">{minutes} m</span>
  return <span className="quiet">{minutes < 48 * 60 ? t.hours(Math.floor(minutes / 60)) : t.days(Math.floor(minutes / 1440))}</span>
}

export const isOpen = (closesAt: string | null, now: number): boolean => closesAt !== null && Date.parse(closesAt) > now

/** Amber in the last two hours. */
export function ReplyWindow({ closesAt }: { readonly closesAt: string }): ReactNode {
  const t = useTexts(texts)
  const left = Date.parse(closesAt) - useNow(MINUTE / 2)
  if (left <= 0) return <Chip tone="wait">{t.windowClosed}</Chip>
  return <Chip tone={left < 120 * MINUTE ? 'warn' : 'plan'}>{t.windowLeft(clock(left))}</Chip>
}
