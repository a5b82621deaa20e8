/** Every key that works on the screen one is at. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Window } from '../parts/dialog'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { keysNow } from './keys'
import { usePreference } from './preferences'

export function KeyList({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts(shell)
  const [keys] = usePreference('keys')
  return (
    <Window title={t.keys} isOpen={isOpen} onClose={onClose}>
      {keys === 'off' && <p>{t.keysOff}</p>}
      <table className="key-list">
        <thead>
          <tr>
            <th scope="col">{t.key}</th>
            <th scope="col">{t.does}</th>
          </tr>
        </thead>
        <tbody>
          {isOpen &&
            keysNow().map(({ key, does }) => (
              <tr key={key}>
                <td>
                  {key
                    .replace('Control+', 'Ctrl ')
                    .split(' ')
                    .map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                </td>
                <td>{does}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <Button slot="close">{t.close}</Button>
    </Window>
  )
}
