export { markRestored, openPostgresStorage, openSqliteStorage, type Running, start } from './compose.ts'
export { type Config, ConfigError, environment, readConfig, settings } from './config.ts'
export type { Ports } from './ports/ports.ts'
export type { Storage } from './ports/storage/storage.ts'
