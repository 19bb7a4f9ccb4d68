import { useState } from 'react'
import { SegmentedControl } from '../../design/segmented-control.tsx'
import { Select } from '../../design/select.tsx'
import { type Density, density, setDensity, setTheme, type Theme, theme } from '../../design/theme.ts'
import { type Language, language, setLanguage } from '../../texts/language.ts'
import { t } from '../../texts/text.ts'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part, SettingsFrame } from './page-frame.tsx'
import { useSaving } from './use-saving.ts'

const languages: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'en-XA', label: '[Éñglíšh~~~]' },
]

const themes = () => [
  { value: 'system' as const, label: t('settings.themeSystem') },
  { value: 'dark' as const, label: t('settings.themeDark') },
  { value: 'light' as const, label: t('settings.themeLight') },
]

const densities = () => [
  { value: 'comfortable' as const, label: t('settings.densityComfortable') },
  { value: 'compact' as const, label: t('settings.densityCompact') },
]

/** How the app looks on this device. */
export function AppearancePage() {
  const [look, setLook] = useState(theme)
  const [rows, setRows] = useState(density)
  const [saving, run] = useSaving()
  const chooseTheme = (next: Theme) => {
    setTheme(next)
    setLook(next)
    void run(async () => undefined)
  }
  const chooseDensity = (next: Density) => {
    setDensity(next)
    setRows(next)
    void run(async () => undefined)
  }
  const chooseLanguage = (next: string) => {
    const found = languages.find(({ value }) => value === next)
    if (found !== undefined) void run(() => setLanguage(found.value))
  }
  const shown = languages.filter(({ value }) => value !== 'en-XA' || import.meta.env.DEV || language() === 'en-XA')
  return (
    <SettingsFrame title={t('settings.appearance')} lead={t('settings.appearanceLead')} saving={saving}>
      <Part title={t('settings.look')}>
        <Lines>
          <Line
            deed={
              <SegmentedControl label={t('settings.theme')} value={look} onChange={chooseTheme} options={themes()} />
            }
          >
            <LineWords title={t('settings.theme')} />
          </Line>
          <Line
            deed={
              <SegmentedControl
                label={t('settings.density')}
                value={rows}
                onChange={chooseDensity}
                options={densities()}
              />
            }
          >
            <LineWords title={t('settings.density')} about={t('settings.densityHint')} />
          </Line>
        </Lines>
      </Part>
      <Part title={t('settings.languageLabel')}>
        <Select label={t('settings.languageLabel')} value={language()} onChange={chooseLanguage} options={shown} />
      </Part>
    </SettingsFrame>
  )
}
