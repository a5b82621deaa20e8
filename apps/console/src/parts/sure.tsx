/** A dialog before what cannot be taken back: it says what will happen, and the button says it again. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTexts } from '../texts'
import { Window } from './dialog'
import { Press } from './press'
import { Broken } from './state'

interface SureProps {
  readonly title: string
  readonly yes: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly fault: Error | null
  readonly onYes: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

const NO = { nl: 'Niet doen', en: 'Do not' }

export function Sure({ title, yes, isOpen, isBusy, fault, onYes, onClose, children }: SureProps): ReactNode {
  const no = useTexts(NO)
  return (
    <Window title={title} isOpen={isOpen} onClose={onClose}>
      {children}
      {fault && <Broken fault={fault} />}
      <div className="row">
        <Press className="main" onPress={onYes} isBusy={isBusy} autoFocus>
          {yes}
        </Press>
        <Button onPress={onClose}>{no}</Button>
      </div>
    </Window>
  )
}
