import { typingEnds, typingEvery } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'

/** Who is typing in one room. A note that is not renewed ends by itself. */
export class Typing {
  readonly #clock: Clock
  readonly #users: Writable<readonly string[]> = writable<readonly string[]>([])
  readonly #ends = new Map<string, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get users(): Readable<readonly string[]> {
    return this.#users
  }

  set(user: string, isTyping: boolean): void {
    this.#ends.get(user)?.()
    this.#ends.delete(user)
    if (isTyping)
      this.#ends.set(
        user,
        this.#clock.after(typingEnds, () => this.set(user, false)),
      )
    const before = this.#users.get()
    if (before.includes(user) !== isTyping)
      this.#users.set(isTyping ? [...before, user] : before.filter((one) => one !== user))
  }

  clear(): void {
    for (const user of [...this.#ends.keys()]) this.set(user, false)
  }
}

/** The own notes about one room: at most one in three seconds, and one at the end. */
export class TypingNotes {
  readonly #clock: Clock
  readonly #send: (isTyping: boolean) => void
  #sentAt: number | null = null

  constructor(clock: Clock, send: (isTyping: boolean) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** What was written has been sent, which ends it by itself. */
  sent(): void {
    this.#sentAt = null
  }

  set(isTyping: boolean): void {
    const now = this.#clock.monotonic()
    if (!isTyping) {
      if (this.#sentAt !== null && now - this.#sentAt < typingEnds) this.#send(false)
      this.#sentAt = null
    } else if (this.#sentAt === null || now - this.#sentAt >= typingEvery) {
      this.#sentAt = now
      this.#send(true)
    }
  }
}
