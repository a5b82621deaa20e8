/** The figures on a large screen: over the whole page, without names and without a way to any. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { When } from '../../parts/values'
import { useTexts } from '../../texts'
import { RowsLead } from './rows-lead'
import { texts } from './texts'

interface WallProps {
  readonly asOf: string
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Wall({ asOf, onClose, children }: WallProps): ReactNode {
  const t = useTexts(texts)
  return (
    <ModalOverlay className="wall" isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className="wall-page">
        <Dialog className="stack">
          <header className="row spread">
            <Heading slot="title" level={2}>
              {t.title}
            </Heading>
            <span className="row">
              <span className="quiet">
                {t.asOf} <When at={asOf} />
              </span>
              <Button onPress={onClose}>
                {t.leaveWall} <kbd aria-hidden="true">Esc</kbd>
              </Button>
            </span>
          </header>
          <RowsLead value={null}>{children}</RowsLead>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
