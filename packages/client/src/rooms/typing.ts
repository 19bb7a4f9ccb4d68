import { typingEnds, typingEvery } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'

/** Who is typing in one room. A note that is not renewed ends by itself. */
export class Typing {
  readonly #clock: Clock
  readonly #users: Writable<readonly string[]> = writable<readonly string[]>([])
  readonly #ends = new Map<string, () => void>()
  /** How many entries of each have come. */
  readonly #spoken = new Map<string, number>()

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

  /** What they were typing has come. */
  spoke(user: string): void {
    this.#spoken.set(user, (this.#spoken.get(user) ?? 0) + 1)
    this.set(user, false)
  }

  /** A way to say later what is known now: nothing, once what they were typing has come. */
  later(user: string): (isTyping: boolean) => void {
    const spoken = this.#spoken.get(user)
    return (isTyping) => {
      if (this.#spoken.get(user) === spoken) this.set(user, isTyping)
    }
  }

  clear(): void {
    for (const user of [...this.#ends.keys()]) this.set(user, false)
  }
}

/** The own notes about one room: at most one in three seconds, and one at the end. */
export class TypingNotes {
  readonly #clock: Clock
  readonly #send: (isTyping: boolean, isStillSo: () => boolean) => void
  #sentAt: number | null = null
  #turn = 0

  /** @param send tells a note, unless it is outdated by the time it could leave */
  constructor(clock: Clock, send: (isTyping: boolean, isStillSo: () => boolean) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** What was written has been sent, which ends it by itself. */
  sent(): void {
    this.#sentAt = null
    this.#turn += 1
  }

  set(isTyping: boolean): void {
    const now = this.#clock.monotonic()
    if (!isTyping) {
      if (this.#sentAt !== null && now - this.#sentAt < typingEnds) this.#note(false)
      this.#sentAt = null
    } else if (this.#sentAt === null || now - this.#sentAt >= typingEvery) {
      this.#sentAt = now
      this.#note(true)
    }
  }

  #note(isTyping: boolean): void {
    this.#turn += 1
    const turn = this.#turn
    this.#send(isTyping, () => turn === this.#turn)
  }
}
