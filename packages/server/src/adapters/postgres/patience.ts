import { mayComeUp } from './failure.ts'

/** For a database that is on its way up, as when a machine starts with everything on it. */
export interface Patience {
  /** Keeps the process alive meanwhile: nothing else does while it starts. */
  pause(ms: number): Promise<unknown>
  /** Told once, as soon as it has to wait. */
  say(line: string): void
}

const pauseMs = 1000
const triesMost = 30

/**
 * Tries until a database answers, and fails after half a minute or a little more with what the last try failed with.
 * What is wrong for good, as a password or a setting, fails at once.
 */
export async function withPatience<T>(attempt: () => Promise<T>, patience: Patience | undefined): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(patience && mayComeUp(error)) || tries === triesMost) throw error
      if (tries === 1) patience.say(`${(error as Error).message} Trying again for half a minute.`)
      await patience.pause(pauseMs)
    }
  }
}
