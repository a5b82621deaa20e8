/** A dialog over the page: named, closed by Escape, gives the focus back. */
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Of what must be answered: Escape and a press beside it do nothing. */
  readonly isFirm?: boolean
  readonly children: ReactNode
}

export function Window({ title, isOpen, onClose, isFirm = false, children }: DialogProps): ReactNode {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!isFirm} isKeyboardDismissDisabled={isFirm}>
      <Modal>
        <Dialog>
          <Heading slot="title" level={2}>{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
