/** Ctrl+K: find a debtor by what one has, or do what can be done, without leaving the keys. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { TextField } from 'react-aria-components/TextField'
import { Window } from '../parts/dialog'
import { useTexts } from '../texts'
import { shell } from '../texts/shell'
import { findDebtors } from './find-debtors'
import { useSessionLanguage } from './language'
import { useScreens } from './menu'
import { useSession } from './session'

export function Palette({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts(shell)
  return (
    <Window title={t.search} isOpen={isOpen} onClose={onClose}>
      <Inner onClose={onClose} />
    </Window>
  )
}

function Inner({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useTexts(shell)
  const language = useSessionLanguage()
  const { home, role } = useSession()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: [home, 'find', asked],
    queryFn: ({ signal }) => findDebtors(home, asked, signal),
    enabled: asked.length > 1,
    placeholderData: (before) => before,
  })
  const debtors = asked.length > 1 ? (found.data ?? []) : []
  const actions = useScreens()
    .filter(({ roles, path }) => roles.includes(role) && !path.includes('$'))
    .filter(({ name }) => name[language].toLowerCase().includes(text.trim().toLowerCase()))
  const isCurrent = asked === text.trim() && !found.isPlaceholderData && !found.isFetching
  const [first] = [...debtors.map(({ id }) => `/debtors/${id}`), ...actions.map(({ path, link }) => link ?? path)]
  // What is found after the last letter was typed is nobody's choice yet: Enter takes the first.
  const onKey = (event: KeyboardEvent): void => {
    const isChosen = event.target instanceof Element && event.target.getAttribute('aria-activedescendant')
    if (event.key === 'Enter' && !isChosen && isCurrent && first !== undefined) go(first)
  }
  const go = (key: string): void => {
    onClose()
    void navigate({ to: key })
  }
  return (
    <div className="palette stack" onKeyDown={onKey}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <TextField autoFocus>
          <Label className="hidden-label">{t.searchHint}</Label>
          <Input placeholder={t.searchHint} />
        </TextField>
        <ListBox
          aria-label={t.search}
          onAction={(key) => go(String(key))}
          renderEmptyState={() => <p className="quiet">{t.nothingFound}</p>}
        >
          {debtors.length > 0 && (
            <ListBoxSection>
              <Header>{t.debtors}</Header>
              {debtors.map(({ id, name, reference }) => (
                <ListBoxItem key={id} id={`/debtors/${id}`} textValue={`${name ?? ''} ${reference}`}>
                  <span>{name}</span>
                  <span className="quiet">{reference}</span>
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
          {actions.length > 0 && (
            <ListBoxSection>
              <Header>{t.actions}</Header>
              {actions.map(({ path, link, name, key }) => (
                <ListBoxItem key={path} id={link ?? path} textValue={name[language]}>
                  <span>{name[language]}</span>
                  {key !== undefined && <span className="quiet">g {key}</span>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
