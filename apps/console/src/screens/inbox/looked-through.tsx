/** What is amiss in an answer while it is written: what blocks it, and advice; asked of the server when the writer pauses. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { useSession } from '../../app/session'
import { Chip } from '../../parts/values'
import { useTexts } from '../../texts'
import { Said } from '../editors/findings'
import type { AnswerChannel } from './inbox-api'
import { texts } from './texts'

interface Finding {
  readonly code: string
  readonly detail: string
  readonly blocking: boolean
  readonly instead: string | null
}

const PAUSE_MS = 500
const HARD = ['difficult-word', 'sentence-too-long', 'sentences-too-long']

/** Null before anything was said of it; what was said of an earlier state of the text blocks no more, for the server looks again. */
export function useFindings(
  debtor: string,
  channel: AnswerChannel | null,
  text: string,
): { readonly findings: readonly Finding[] | null; readonly isBlocked: boolean } {
  const { home } = useSession()
  const [asked, setAsked] = useState({ channel, text })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ channel, text }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [channel, text])
  const isWanted = asked.channel !== null && asked.text.trim() !== ''
  const read = useQuery({
    queryKey: [home, 'lint', debtor, asked],
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<{ findings: readonly Finding[] }>(`${home}/threads/${debtor}/lint`, {
        method: 'POST',
        body: { channel: asked.channel, text: asked.text.trim() },
        signal,
      }),
  })
  const findings = isWanted ? (read.data?.findings ?? null) : null
  const isOfThis = asked.channel === channel && asked.text === text && !read.isPlaceholderData
  return { findings, isBlocked: isOfThis && findings?.some(({ blocking }) => blocking) === true }
}

export function LookedThrough({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const t = useTexts(texts)
  const isHard = findings.some(({ code }) => HARD.includes(code))
  const isRude = findings.some(({ code }) => code === 'threatening-word')
  return (
    <div role="status" className="stack small">
      <p className="row">
        <Chip tone={isHard ? 'warn' : 'done'}>{isHard ? t.level.hard : t.level.ok}</Chip>
        <Chip tone={isRude ? 'fail' : 'done'}>{isRude ? t.tone.rude : t.tone.ok}</Chip>
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.detail}`} className="row">
              <Chip tone={finding.blocking ? 'fail' : 'warn'}>{finding.blocking ? t.blocks : t.advice}</Chip>
              <Said finding={{ ...finding, field: null, line: null }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
