import '@fontsource-variable/geist/wght.css'
import '@fontsource-variable/geist-mono/wght.css'
import './tokens.css'
import './base.css'
import { startLanguage } from '../texts/language.ts'
import { warmPopups } from './popups.ts'
import { startTheme } from './theme.ts'

/** Prepares look and language; the first render waits for it. */
export async function startDesign(): Promise<void> {
  startTheme()
  await startLanguage()
  warmPopups()
}
