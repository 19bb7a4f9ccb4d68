import type { Registration } from '@parley/protocol'
import type { z } from 'zod'
import type { Exchange } from './exchange.ts'

/** What the owner chose for the whole server. */
export interface ServerSettings {
  readonly name: string
  readonly registration: z.infer<typeof Registration>
}

export interface SettingsWrites {
  'settings.set': Exchange<ServerSettings, null>
}

export interface SettingsReads {
  /** With what a new server begins with where the owner has not chosen: `Parley`, by invitation. */
  'settings.get': Exchange<Record<string, never>, ServerSettings>
}
