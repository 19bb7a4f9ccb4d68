import type { DatabaseSync } from 'node:sqlite'
import type { ServerSettings, SettingsReads } from '../../../ports/storage/settings.ts'
import type { Readers } from './index.ts'

export function settingsKeys(db: DatabaseSync): Readers<SettingsReads> {
  const get = db.prepare('SELECT value FROM meta WHERE key = ?')
  const value = (key: string) => get.get(key)?.['value'] as string | undefined
  return {
    'settings.get': () => ({
      name: value('name') ?? 'Parley',
      registration: (value('registration') as ServerSettings['registration'] | undefined) ?? 'invite',
    }),
  }
}
