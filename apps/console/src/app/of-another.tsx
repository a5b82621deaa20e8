/** A page about something of another creditor than one now works for, since that was switched, here or in another tab: it says so and offers the way back. */
import { Link, useRouterState } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { useChooseCreditor, useSession, type Here } from './session'

/** What a page is about stands in its address; a list is anybody's. */
const ABOUT_ONE = /[0-9a-f]{8}-[0-9a-f]{4}-/

/** Whose the page is, when it is not of whoever one works for now. */
export function useOtherOwner(): Here['creditor'] | null {
  const { creditor } = useSession()
  const address = useRouterState({ select: ({ location: { href } }) => href })
  const [opened, setOpened] = useState({ address, creditor })
  if (opened.address !== address) setOpened({ address, creditor })
  return opened.address === address && opened.creditor.id !== creditor.id && ABOUT_ONE.test(address) ? opened.creditor : null
}

export function OfAnother({ owner }: { readonly owner: Here['creditor'] }): ReactNode {
  const t = useTexts(shell)
  const { creditor } = useSession()
  const choose = useChooseCreditor()
  return (
    <div className="state">
      <h1>{t.ofAnother(owner.name)}</h1>
      <p>{t.nowFor(creditor.name)}</p>
      <p className="row"><Button className="main" onPress={() => choose(owner.id)}>{t.backTo(owner.name)}</Button><Link to="/">{t.toStart}</Link></p>
    </div>
  )
}
