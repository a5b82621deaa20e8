/** A dialog over the page: named, closed by Escape, gives the focus back. */
import { useContext, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Depth, useKeys } from '../app/keys'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Of what must be answered: Escape and a press beside it do nothing. */
  readonly isFirm?: boolean
  readonly children: ReactNode
}

export function Window({ title, isOpen, onClose, isFirm = false, children }: DialogProps): ReactNode {
  const depth = useContext(Depth)
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!isFirm} isKeyboardDismissDisabled={isFirm}>
      <Modal>
        <Dialog>
          <Heading slot="title" level={2}>{title}</Heading>
          <Depth value={depth + 1}><Inside>{children}</Inside></Depth>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A window without keys of its own still takes those of the page under it away. */
function Inside({ children }: { readonly children: ReactNode }): ReactNode {
  useKeys({})
  return children
}
