export const settingsSections = ['profile', 'devices', 'privacy', 'sees', 'appearance', 'invites', 'server'] as const
export type SettingsSection = (typeof settingsSections)[number]

/** Where in the app one is. A token is a secret: it comes in a fragment and is shown nowhere. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'welcome'; readonly token: string | null }
  | { readonly page: 'invite'; readonly token: string | null }
  | { readonly page: 'register' }
  | { readonly page: 'sign-in' }
  | { readonly page: 'room'; readonly room: string }
  | { readonly page: 'directory' }
  | { readonly page: 'settings'; readonly section: SettingsSection | null }
  | { readonly page: 'unknown' }

const roomId = /^[A-Za-z0-9_-]{22,43}$/
const simple = { '': 'home', register: 'register', 'sign-in': 'sign-in', directory: 'directory' } as const

const isSimple = (name: string): name is keyof typeof simple => Object.hasOwn(simple, name)
const sectionOf = (name: string | undefined): SettingsSection | undefined =>
  settingsSections.find((section) => section === name)

/** Reads an address. `kept`: what was in a fragment that has been taken out of the address already. */
export function parseRoute(path: string, fragment: string, kept: string | null = null): Route {
  const [first = '', second, ...rest] = path.replace(/^\/+|\/+$/g, '').split('/')
  if (rest.length > 0) return { page: 'unknown' }
  if (second === undefined) {
    if (first === 'welcome' || first === 'invite') return { page: first, token: fragment.replace(/^#/, '') || kept }
    if (first === 'settings') return { page: 'settings', section: null }
    return isSimple(first) ? { page: simple[first] } : { page: 'unknown' }
  }
  if (first === 'rooms' && roomId.test(second)) return { page: 'room', room: second }
  const section = first === 'settings' ? sectionOf(second) : undefined
  return section === undefined ? { page: 'unknown' } : { page: 'settings', section }
}

/** The address of a place, without its secret. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'home':
    case 'unknown':
      return '/'
    case 'room':
      return `/rooms/${route.room}`
    case 'settings':
      return route.section === null ? '/settings' : `/settings/${route.section}`
    case 'welcome':
    case 'invite':
    case 'register':
    case 'sign-in':
    case 'directory':
      return `/${route.page}`
  }
}
