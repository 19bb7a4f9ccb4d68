import { randomBytes } from 'node:crypto'
import type { Randomness } from '../../ports/randomness.ts'

/** The kernel's random numbers. */
export const systemRandomness: Randomness = {
  bytes: (count) => randomBytes(count),
  fraction: () => randomBytes(4).readUInt32LE() / 2 ** 32,
}
