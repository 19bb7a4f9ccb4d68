import type { Stop } from '../../client.ts'
import type { Source } from './capture-state.ts'

async function status(source: Source): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: source })
  } catch {
    // Not every browser lets pages ask about these.
    return null
  }
}

/** What the browser says about a device; null where it does not tell. */
export async function permission(source: Source): Promise<PermissionState | null> {
  return (await status(source))?.state ?? null
}

/** Calls back when the person changes the permission. */
export function onPermission(source: Source, listener: () => void): Stop {
  const end = new AbortController()
  void status(source).then((found) => found?.addEventListener('change', listener, { signal: end.signal }))
  return () => end.abort()
}
