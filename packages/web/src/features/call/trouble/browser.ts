/** Which browser somebody uses, for the steps that unblock a device. */
export interface BrowserName {
  readonly name: 'Firefox' | 'Chrome' | 'Edge' | 'Safari'
  readonly system: 'Windows' | 'macOS' | 'Linux' | 'Android' | 'iOS' | ''
  readonly steps: Steps
}

export type Steps = 'firefox' | 'chrome' | 'safari' | 'iphone'

const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|CrOS/, 'Linux'],
] as const

/** Reads the user agent. A browser built on Chromium counts as Chrome. */
export function browserOf(agent: string): BrowserName {
  const system = systems.find(([sign]) => sign.test(agent))?.[1] ?? ''
  if (system === 'iOS') return { name: 'Safari', system, steps: 'iphone' }
  if (/Firefox\//.test(agent)) return { name: 'Firefox', system, steps: 'firefox' }
  if (/Edg\//.test(agent)) return { name: 'Edge', system, steps: 'chrome' }
  if (/Chrome\//.test(agent)) return { name: 'Chrome', system, steps: 'chrome' }
  return /Safari\//.test(agent)
    ? { name: 'Safari', system, steps: 'safari' }
    : { name: 'Chrome', system, steps: 'chrome' }
}
