/** A dialog over the page: named, closed by Escape, gives the focus back. */
import { useContext, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Depth, useKeys, type Keys } from '../app/keys'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Of what must be answered: Escape and a press beside it do nothing. */
  readonly isFirm?: boolean
  /** Of the window as a whole; its parts may have their own. */
  readonly keys?: Keys
  readonly children: ReactNode
}

export function Window({ title, isOpen, onClose, isFirm = false, keys, children }: DialogProps): ReactNode {
  const t = useTexts(shell)
  const depth = useContext(Depth)
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!isFirm} isKeyboardDismissDisabled={isFirm}>
      <Modal>
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Depth value={depth + 1}>
            <Inside keys={{ Escape: !isFirm && { does: t.close, run: onClose }, ...keys }}>{children}</Inside>
          </Depth>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Takes the keys of the page under it away. Escape is here for when the focus went with what had it: then the page alone hears it. */
function Inside({ keys, children }: { readonly keys: Keys; readonly children: ReactNode }): ReactNode {
  useKeys(keys)
  return children
}
