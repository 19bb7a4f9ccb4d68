/** What the person chose; `system` follows the computer. */
export type Theme = 'dark' | 'light' | 'system'

/** How close together rows stand. */
export type Density = 'comfortable' | 'compact'

const themes: readonly Theme[] = ['dark', 'light', 'system']
const densities: readonly Density[] = ['comfortable', 'compact']
const themeKey = 'parley.theme'
const densityKey = 'parley.density'

function stored<Choice extends string>(key: string, choices: readonly Choice[], fallback: Choice): Choice {
  const found = localStorage.getItem(key)
  return choices.find((choice) => choice === found) ?? fallback
}

/** The theme chosen on this device. */
export function theme(): Theme {
  return stored(themeKey, themes, 'system')
}

/** The density chosen on this device. */
export function density(): Density {
  return stored(densityKey, densities, 'comfortable')
}

function show(): void {
  const { dataset } = document.documentElement
  const chosen = theme()
  if (chosen === 'system') delete dataset['theme']
  else dataset['theme'] = chosen
  dataset['density'] = density()
}

/** Changes the theme, here and in the other tabs. */
export function setTheme(next: Theme): void {
  localStorage.setItem(themeKey, next)
  show()
}

/** Changes the density, here and in the other tabs. */
export function setDensity(next: Density): void {
  localStorage.setItem(densityKey, next)
  show()
}

/** Shows the choices of this device and keeps following them. */
export function startTheme(): void {
  show()
  window.addEventListener('storage', (event) => {
    if (event.key === null || event.key === themeKey || event.key === densityKey) show()
  })
}
