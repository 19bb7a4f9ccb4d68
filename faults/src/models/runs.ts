/** How many cases each model is tried with: `MODEL_RUNS=20000` for many. */
export const numRuns = Number(process.env['MODEL_RUNS'] ?? 1000)

/** Milliseconds that so many may take on a slow machine. */
export const timeout = 60_000 + numRuns * 60
