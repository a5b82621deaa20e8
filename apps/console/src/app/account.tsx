/** Whoever is here: their creditor, settings, keys, and the way out; open as it comes, since it was asked for. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Window } from '../parts/dialog'
import { Broken } from '../parts/state'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { hasTexts } from './own-texts'
import { logOut, useChooseCreditor, useSession } from './session'

export function Account({ onKeys }: { readonly onKeys: () => void }): ReactNode {
  const t = useTexts(shell)
  const navigate = useNavigate()
  const { user, creditors, creditor, role } = useSession()
  const chooseCreditor = useChooseCreditor()
  const [asks, setAsks] = useState(false)
  const out = useMutation({ mutationFn: logOut })
  const leave = (): void => {
    if (hasTexts(user.id)) setAsks(true)
    else out.mutate('keep')
  }
  const act = (key: string): void => {
    if (key === 'me') void navigate({ to: '/me' })
    else if (key === 'keys') onKeys()
    else if (key === 'out') leave()
    else chooseCreditor(key)
  }
  return (
    <>
      <MenuTrigger defaultOpen>
        <Button className="bare" aria-label={`${t.account}: ${user.name}`}>
          <span>{user.name}</span>
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover placement="bottom end">
          <Menu onAction={(key) => act(String(key))}>
            <MenuSection>
              <Header className="quiet small">
                {creditor.name}, {t.roles[role]}
              </Header>
              <MenuItem id="me">{t.account}</MenuItem>
              <MenuItem id="keys" textValue={t.keys}>
                {t.keys}
                <kbd>?</kbd>
              </MenuItem>
              <MenuItem id="out">{t.logOut}</MenuItem>
            </MenuSection>
            {creditors.length > 1 && (
              <MenuSection>
                <Header className="quiet small">{t.creditor}</Header>
                {creditors
                  .filter(({ id }) => id !== creditor.id)
                  .map(({ id, name }) => (
                    <MenuItem key={id} id={id}>
                      {name}
                    </MenuItem>
                  ))}
              </MenuSection>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Window title={t.logOut} isOpen={out.isError} onClose={out.reset}>
        {out.error && <Broken fault={out.error} again={() => out.mutate(out.variables)} />}
      </Window>
      <Window title={t.logOut} isOpen={asks && !out.isError} onClose={() => setAsks(false)}>
        <p>{t.draftsLeft}</p>
        <div className="row">
          <Button className="main" autoFocus onPress={() => out.mutate('keep')}>
            {t.keepDrafts}
          </Button>
          <Button onPress={() => out.mutate({ of: user.id })}>{t.dropDrafts}</Button>
          <Button onPress={() => setAsks(false)}>{t.close}</Button>
        </div>
      </Window>
    </>
  )
}
