import { ParleyError } from '@parley/protocol'

/** Whether this device had no room left for what was to be kept, whoever says so: the platform or the sealing library. */
export const isFull = (error: unknown): boolean =>
  error instanceof ParleyError ? error.code === 'device_full' : /\bQuotaExceeded/.test(String(error))
