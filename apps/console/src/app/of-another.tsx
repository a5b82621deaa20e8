/** A page of another creditor than one now works for, since that was switched, here or in another tab, or since one has no access to them any more: it says which. */
import { Link, useRouterState } from '@tanstack/react-router'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { useChooseCreditor, useSession, type Here } from './session'

/** What a page is about stands in its address, or is what is made there; a list is anybody's. */
const ABOUT_ONE = /[0-9a-f]{8}-[0-9a-f]{4}-|\/new\b/

const useAddress = (): string => useRouterState({ select: ({ location: { href } }) => href })

/** Where something is in hand that no address tells, and whose it is. */
interface InHand {
  readonly address: string
  readonly creditor: string
}
export const TellInHand = createContext<(inHand: InHand | null) => void>(() => undefined)

/** Of a page that is about one thing for as long as it has it: a call. Not taken back as the page is hidden: then it counts. */
export function useInHand(isInHand: boolean): void {
  const { creditor } = useSession()
  const address = useAddress()
  const tell = useContext(TellInHand)
  useEffect(() => {
    tell(isInHand ? { address, creditor: creditor.id } : null)
  }, [address, creditor.id, isInHand, tell])
}

/** Whose the page is, when it is not of whoever one works for now; and where its parts tell what they have in hand. */
export function useOtherOwner(): readonly [Here['creditor'] | null, (inHand: InHand | null) => void] {
  const { creditor, creditors } = useSession()
  const address = useAddress()
  const [opened, setOpened] = useState({ address, creditor })
  const [inHand, setInHand] = useState<InHand | null>(null)
  const isEnded = !creditors.some(({ id }) => id === opened.creditor.id)
  const isTheirs =
    opened.address === address &&
    (isEnded || ABOUT_ONE.test(address) || (inHand?.address === address && inHand.creditor === opened.creditor.id))
  if (opened.address !== address || (opened.creditor.id !== creditor.id && !isTheirs)) setOpened({ address, creditor })
  return [isTheirs && opened.creditor.id !== creditor.id ? opened.creditor : null, setInHand]
}

export function OfAnother({ owner }: { readonly owner: Here['creditor'] }): ReactNode {
  const t = useTexts(shell)
  const { creditor, creditors } = useSession()
  const choose = useChooseCreditor()
  const isEnded = !creditors.some(({ id }) => id === owner.id)
  return (
    <div className="state">
      <h1>{isEnded ? t.noLonger(owner.name) : t.ofAnother(owner.name)}</h1>
      <p>
        {isEnded && t.askAdmin} {t.nowFor(creditor.name)}
      </p>
      <p className="row">
        {!isEnded && (
          <Button className="main" onPress={() => choose(owner.id)}>
            {t.backTo(owner.name)}
          </Button>
        )}
        <Link to="/">{t.toStart}</Link>
      </p>
    </div>
  )
}
