export { type Running, start } from './compose.ts'
export { type Config, ConfigError, readConfig, settings } from './config.ts'
