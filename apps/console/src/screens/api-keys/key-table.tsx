/** The keys there are, each with its beginning, what it may do, its use and its end. */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Chip, When, type Tone } from '../../parts/values'
import { useTexts } from '../../texts'
import { beginningOf, stateOf, type ApiKey } from './keys-api'
import { texts } from './texts'

const TONES: Readonly<Record<ReturnType<typeof stateOf>, Tone>> = { live: 'done', revoked: 'fail', over: 'wait' }

export function KeyTable({ keys, onRevoke }: { readonly keys: readonly ApiKey[]; readonly onRevoke: (key: ApiKey) => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col" className="wide">
            {t.scopes}
          </th>
          <th scope="col">{t.lastUsed}</th>
          <th scope="col" className="wide">
            {t.expires}
          </th>
          <th scope="col">{t.state}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <td>
              {key.name}
              <br />
              <code className="quiet">{beginningOf(key.id)}</code>
            </td>
            <td className="wide">{key.scopes.map((scope) => t.scopeNames[scope] ?? scope).join(', ')}</td>
            <td>{key.lastUsedOn === null ? t.never : <When at={key.lastUsedOn} as="day" />}</td>
            <td className="wide">{key.expiresAt === null ? t.noEnd : <LastDay before={key.expiresAt} />}</td>
            <td>
              <Chip tone={TONES[stateOf(key)]}>{t.states[stateOf(key)]}</Chip>
            </td>
            <td>
              {stateOf(key) === 'live' && (
                <Button onPress={() => onRevoke(key)}>
                  {t.revoke}
                  <span className="hidden-label">: {key.name}</span>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Of a key that ends at midnight: the day before it. */
const LastDay = ({ before }: { readonly before: string }): ReactNode => (
  <When at={new Date(Date.parse(before) - 1).toISOString()} as="day" />
)
