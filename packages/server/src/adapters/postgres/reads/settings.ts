import type { ServerSettings, SettingsReads } from '../../../ports/storage/settings.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const get = statement("SELECT key, value FROM meta WHERE key IN ('name', 'registration')")

export const settingsReads: Readers<SettingsReads> = {
  'settings.get': async (db) => {
    const values = new Map((await db.all(get)).map((row) => [row['key'], row['value'] as string]))
    return {
      name: values.get('name') ?? 'Parley',
      registration: (values.get('registration') as ServerSettings['registration'] | undefined) ?? 'invite',
    }
  },
}
