import type { Clock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'

/** A sign that somebody in the call shows for a moment. */
export interface Reaction {
  /** Of each another one. */
  readonly key: number
  readonly device: string
  readonly emoji: string
}

/** Milliseconds for which one shows. */
const shownFor = 3000
/** Signs that show at once: of all, and of one device. */
const [most, mostOfOne] = [12, 4]

/** One picture of the Unicode set, and no text (UTS #51, RGI emoji). */
const isEmoji = (text: string): boolean => /^\p{RGI_Emoji}$/v.test(text)

/** The signs that show now, in the order in which they came. What comes too fast, or is no sign, does not show. */
export class Reactions {
  readonly #clock: Clock
  readonly #shown: Writable<readonly Reaction[]> = writable<readonly Reaction[]>([])
  #count = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get shown(): Readable<readonly Reaction[]> {
    return this.#shown
  }

  /** Answers whether it shows. */
  add(device: string, emoji: string): boolean {
    const shown = this.#shown.get()
    const own = shown.filter((one) => one.device === device)
    if (!isEmoji(emoji) || shown.length >= most || own.length >= mostOfOne) return false
    this.#count += 1
    const reaction = { key: this.#count, device, emoji }
    this.#shown.set([...shown, reaction])
    this.#clock.after(shownFor, () => this.#shown.update((all) => all.filter(({ key }) => key !== reaction.key)))
    return true
  }
}
