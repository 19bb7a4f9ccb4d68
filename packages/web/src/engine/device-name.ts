import { t } from '../texts/text.ts'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const first = (known: typeof browsers, agent: string): string | undefined =>
  known.find(([sign]) => sign.test(agent))?.[1]

/** What this browser is called in the list of devices. */
export function deviceName(agent: string = navigator.userAgent): string {
  const browser = first(browsers, agent)
  const system = first(systems, agent)
  if (browser === undefined || system === undefined) return browser ?? system ?? t('sessions.nameUnknown')
  return t('sessions.name', { browser, system })
}
