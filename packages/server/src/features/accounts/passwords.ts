import { hash, parseOptions, verify } from '@node-rs/argon2'
import type { Randomness } from '../../ports/randomness.ts'
import { Lane } from './lane.ts'

/** Passes and threads (RFC 9106 §4); the memory is a setting. */
const timeCost = 3
const parallelism = 1
/** One hash takes tens of milliseconds of a core and much memory: so many at once, and so many that wait. */
const atOnce = 4
const mayWait = 64

/** Loaded for the first imported account, if any. */
const verifyBcrypt = async (password: string, stored: string): Promise<boolean> =>
  await (await import('@node-rs/bcrypt')).verify(password, stored)

const isBcrypt = (stored: string): boolean => stored.startsWith('$2')
const roundsOf = (bcrypt: string): number => Number(bcrypt.slice(4, 6))
const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')

/** Hashing and checking of passwords: Argon2id (RFC 9106) as PHC strings, and bcrypt for what was imported. */
export class Passwords {
  readonly #lane = new Lane(atOnce, mayWait)
  readonly #options: { readonly memoryCost: number; readonly timeCost: number; readonly parallelism: number }
  /** A hash of nothing: the check against it costs what every check costs. */
  readonly #dummy: string
  /** As long as there are imported accounts: what bcrypt is checked against where it is not the account's own. */
  #bcryptDummy: string | null = null

  /** @param memory MiB that one hash takes */
  constructor(memory: number, randomness: Randomness) {
    this.#options = { memoryCost: memory * 1024, timeCost, parallelism }
    const [salt, digest] = [randomness.bytes(16), randomness.bytes(32)].map(unpadded)
    this.#dummy = `$argon2id$v=19$m=${memory * 1024},t=${timeCost},p=${parallelism}$${salt}$${digest}`
  }

  /** A PHC string. Throws `busy`. */
  async hash(password: string): Promise<string> {
    return await this.#lane.run(() => hash(password.normalize('NFKC'), this.#options))
  }

  /**
   * There is an imported account: from now on every check takes the work of one, so that none stands out. Of several the
   * costliest counts; imports of different costs can be told apart.
   */
  expect(imported: string | null): void {
    if (imported !== null && roundsOf(imported) >= roundsOf(this.#bcryptDummy ?? '')) this.#bcryptDummy = imported
  }

  /**
   * The hashes that a check computes. The same algorithms at the same cost for every account and for nobody, whatever
   * is stored: otherwise the time of an answer would tell which handles exist.
   */
  against(stored: string | null): readonly string[] {
    const own = stored !== null && isBcrypt(stored) ? { bcrypt: stored } : { argon: stored }
    const bcrypt = own.bcrypt ?? this.#bcryptDummy
    return [own.argon ?? this.#dummy, ...(bcrypt === null ? [] : [bcrypt])]
  }

  /**
   * Whether a password is the stored one. Without a stored one (no such account, or one with passkeys only) it takes the
   * same work and answers false. Throws `busy`.
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    let matched = false
    for (const hashed of this.against(stored)) {
      const same = await this.#lane.run(() =>
        isBcrypt(hashed) ? verifyBcrypt(password, hashed) : verify(hashed, password.normalize('NFKC')),
      )
      if (hashed === stored) matched = same
    }
    return matched
  }

  /** Whether a stored hash is not what `hash` would make today. */
  isOutdated(stored: string): boolean {
    if (isBcrypt(stored)) return true
    const { memoryCost, timeCost: passes } = parseOptions(stored)
    return memoryCost !== this.#options.memoryCost || passes !== timeCost
  }
}
