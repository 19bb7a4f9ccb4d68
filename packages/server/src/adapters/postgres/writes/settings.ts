import type { SettingsWrites } from '../../../ports/storage/settings.ts'
import { statement } from '../statement.ts'
import type { Writers } from './index.ts'

const set = statement('INSERT INTO meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value')

export const settingsWriters: Writers<SettingsWrites> = {
  'settings.set': async ({ db }, { name, registration }) => {
    await db.run(set, 'name', name)
    await db.run(set, 'registration', registration)
    return null
  },
}
