/** Milliseconds of CLOCK_MONOTONIC: the same for all processes of one machine, and never set back. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6
