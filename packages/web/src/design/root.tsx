import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { type ReactNode, useSyncExternalStore } from 'react'
import { language, onLanguage } from '../texts/language.ts'
import { PopupLayer } from './popup-layer.tsx'

/** What every screen stands in: direction, content policy, and the place of popups. */
export function DesignRoot({ children }: { children: ReactNode }) {
  const current = useSyncExternalStore(onLanguage, language)
  const direction = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'
  return (
    <CSPProvider disableStyleElements>
      <DirectionProvider key={current} direction={direction}>
        {children}
        <PopupLayer />
      </DirectionProvider>
    </CSPProvider>
  )
}
