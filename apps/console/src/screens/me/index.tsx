/** How whoever sits here wants the pages: language, colours, rows, keys. */
import type { ReactNode } from 'react'
import { usePreference } from '../../app/preferences'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'

export function Screen(): ReactNode {
  const t = useTexts(shell)
  const [, speak] = usePreference('language')
  const language = useSessionLanguage()
  const [theme, paintIn] = usePreference('theme')
  const [density, setDensity] = usePreference('density')
  const [keys, setKeys] = usePreference('keys')
  return (
    <div className="stack narrow">
      <h1>{t.account}</h1>
      <Choice label={t.language} value={language} options={{ nl: t.language_nl, en: t.language_en }} onChange={speak} />
      <Choice label={t.theme} value={theme} options={t.themes} onChange={paintIn} />
      <Choice label={t.density} value={density} options={t.densities} onChange={setDensity} />
      <Choice label={t.shortcuts} value={keys === 'off' ? 'off' : 'on'} options={{ on: t.on, off: t.off }} onChange={setKeys} />
    </div>
  )
}
