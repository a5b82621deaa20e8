/** One's own account: how the pages look here, password, second step, and where one is logged in. */
import type { ReactNode } from 'react'
import { usePreference } from '../../app/preferences'
import { useSessionLanguage } from '../../app/language'
import { Choice } from '../../parts/choice'
import { useTexts } from '../../texts'
import { shell } from '../../texts/shell'
import { OwnSessions } from './own-sessions'
import { Password } from './password'
import { SecondStep } from './second-step'
import { texts } from './texts'
import './me.css'

export function Screen(): ReactNode {
  const t = useTexts(shell)
  const { looks } = useTexts(texts)
  const [, speak] = usePreference('language')
  const language = useSessionLanguage()
  const [theme, paintIn] = usePreference('theme')
  const [density, setDensity] = usePreference('density')
  const [keys, setKeys] = usePreference('keys')
  return (
    <div className="stack narrow">
      <h1>{t.account}</h1>
      <section className="pane stack" aria-label={looks}>
        <Choice label={t.language} value={language} options={{ nl: t.language_nl, en: t.language_en }} onChange={speak} />
        <Choice label={t.theme} value={theme} options={t.themes} onChange={paintIn} />
        <Choice label={t.density} value={density} options={t.densities} onChange={setDensity} />
        <Choice label={t.shortcuts} value={keys === 'off' ? 'off' : 'on'} options={{ on: t.on, off: t.off }} onChange={setKeys} />
      </section>
      <Password />
      <SecondStep />
      <OwnSessions />
    </div>
  )
}
