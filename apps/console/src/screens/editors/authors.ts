/** Whoever wrote, approved or rejected, by name. */
import { useSession } from '../../app/session'
import { useTexts } from '../../texts'
import { useColleagues } from '../inbox/inbox-api'
import { texts } from './texts'

export function useAuthor(): (actor: string) => string {
  const t = useTexts(texts)
  const { user } = useSession()
  const colleagues = useColleagues()
  return (actor) => {
    const id = actor.replace(/^user:/, '')
    if (id === user.id) return t.you
    return colleagues.find((one) => one.id === id)?.name ?? (actor.startsWith('key:') ? t.program : t.colleague)
  }
}
