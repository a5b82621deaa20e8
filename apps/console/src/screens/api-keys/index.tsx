/** Keys of other systems: what each may do, when it was last used, and the end of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { useKeys } from '../../app/keys'
import { Window } from '../../parts/dialog'
import { Listed } from '../../parts/listed'
import { Sure } from '../../parts/sure'
import { useTexts } from '../../texts'
import { SettingsMenu } from '../users/settings-menu'
import { ShownOnce } from '../users/shown-once'
import { KeyTable } from './key-table'
import { useApiKeys, type ApiKey, type MadeKey } from './keys-api'
import { MakeKey } from './make-key'
import { texts } from './texts'
import './api-keys.css'

export function Screen(): ReactNode {
  const t = useTexts(texts)
  const client = useQueryClient()
  const read = useApiKeys()
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const readAgain = (): Promise<void> => client.invalidateQueries({ queryKey: ['api-keys'] })
  const revoke = useMutation({
    mutationFn: ({ id }: ApiKey) => ask(`/v1/api-keys/${id}/revocation`, { method: 'POST', body: {} }),
    onSuccess: () => setEnding(null),
    onSettled: readAgain,
  })
  const leave = (): void => {
    setEnding(null)
    revoke.reset()
  }
  const make = (): void => setMaking(true)
  useKeys({ c: { does: t.make, run: make } })
  return (
    <div className="stack">
      <header className="row spread">
        <h1>{t.title}</h1>
        <Button className="main" onPress={make}>
          {t.make} <kbd>c</kbd>
        </Button>
      </header>
      <SettingsMenu />
      <Listed read={read} none={t.none} noneHow={t.noneHow}>
        {(keys) => <KeyTable keys={keys} onRevoke={setEnding} />}
      </Listed>
      {isMaking && (
        <MakeKey
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false)
            setMade(key)
            void readAgain()
          }}
        />
      )}
      {made && (
        <Window title={t.madeTitle} isOpen isFirm onClose={() => setMade(null)}>
          {made.token === null ? (
            <p>{t.gone}</p>
          ) : (
            <>
              <p>{t.once}</p>
              <ShownOnce label={t.token} secret={made.token} />
            </>
          )}
          <div className="row">
            <Button onPress={() => setMade(null)}>{t.close}</Button>
          </div>
        </Window>
      )}
      {ending && (
        <Sure
          title={t.revokeTitle(ending.name)}
          yes={t.revoke}
          isOpen
          isBusy={revoke.isPending}
          fault={inWords(revoke.error, { 'not-found': t.revokedAlready })}
          onClose={leave}
          onYes={() => revoke.mutate(ending)}
        >
          <p>{t.revokeSays}</p>
        </Sure>
      )}
    </div>
  )
}
