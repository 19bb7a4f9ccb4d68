import type { Clock } from '../../ports/clock.ts'

export const opened = (clock: Clock) => clock.now()
