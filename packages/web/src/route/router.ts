import { cell, useCell } from '../design/cell.ts'
import { parseRoute, pathOf, type Route } from './route.ts'

interface Kept {
  readonly token: string | null
}

const place = cell<Route>({ page: 'home' })

function keptToken(state: unknown): string | null {
  const token = typeof state === 'object' && state !== null ? (state as Partial<Kept>).token : null
  return typeof token === 'string' ? token : null
}

function read(): void {
  const route = parseRoute(location.pathname, location.hash, keptToken(history.state))
  const token = 'token' in route ? route.token : null
  // A secret leaves the address bar at once; this entry of the history keeps it, so that a reload still knows it.
  if (location.hash !== '') history.replaceState({ token } satisfies Kept, '', location.pathname)
  place.set(route)
}

/** Reads where the page was opened and follows the browser's back and forward. */
export function startRouter(): void {
  read()
  window.addEventListener('popstate', read)
  window.addEventListener('hashchange', read)
}

/** Goes to a place. `replace`: Back does not lead to where one is now. */
export function navigate(route: Route, how: { replace?: boolean } = {}): void {
  const kept: Kept = { token: 'token' in route ? route.token : null }
  if (how.replace === true) history.replaceState(kept, '', pathOf(route))
  else if (pathOf(route) !== location.pathname) history.pushState(kept, '', pathOf(route))
  place.set(route)
}

/** Where one is. */
export function useRoute(): Route {
  return useCell(place)
}

export const currentRoute = (): Route => place.get()
