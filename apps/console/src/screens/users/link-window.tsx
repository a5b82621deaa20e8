/** The link by which somebody chooses a password, shown once. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Window } from '../../parts/dialog'
import { useTexts } from '../../texts'
import type { Invitation } from './people'
import { ShownOnce } from './shown-once'
import { texts } from './texts'

export function LinkWindow({
  invitation,
  name,
  onClose,
}: {
  readonly invitation: Invitation
  readonly name: string
  readonly onClose: () => void
}): ReactNode {
  const t = useTexts(texts)
  return (
    <Window title={t.linkTitle(name)} isOpen onClose={onClose} isFirm>
      {invitation.link === null ? (
        <p>{t.linkGone}</p>
      ) : (
        <>
          <p>{t.linkOnce}</p>
          <ShownOnce label={t.link} secret={`${location.origin}${invitation.link}`} />
        </>
      )}
      <div className="row">
        <Button onPress={onClose}>{t.close}</Button>
      </div>
    </Window>
  )
}
