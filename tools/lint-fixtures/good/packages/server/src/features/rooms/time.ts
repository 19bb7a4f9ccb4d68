interface Clock {
  now(): number
  setTimeout(work: () => void, after: number): void
}

export function later(clock: Clock, work: () => void): Date {
  clock.setTimeout(work, 1_000)
  return new Date(clock.now())
}
