/** Waits for some milliseconds, and keeps the process alive meanwhile: for what happens before a server listens. */
export { setTimeout as pause } from 'node:timers/promises'
