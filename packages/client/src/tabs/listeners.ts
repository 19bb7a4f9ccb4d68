import type { Stop } from '../client.ts'

type Listener<T> = (news: T) => void | Promise<void>

/** Whoever wants to hear of something, one thing after the other. */
export class Listeners<T> {
  readonly #all = new Set<Listener<T>>()
  readonly #first: () => void
  #last: Promise<unknown> = Promise.resolve()

  /** @param first called when somebody wants to hear and nobody did before */
  constructor(first: () => void) {
    this.#first = first
  }

  get size(): number {
    return this.#all.size
  }

  add(listener: Listener<T>): Stop {
    const own: Listener<T> = (news) => listener(news)
    this.#all.add(own)
    if (this.#all.size === 1) this.#first()
    return () => this.#all.delete(own)
  }

  /** Resolves once everybody has dealt with it; answers whether everybody did so well. */
  tell(news: T): Promise<boolean> {
    const told = this.#last.then(async () => {
      const ends = await Promise.allSettled([...this.#all].map(async (listener) => listener(news)))
      return ends.every(({ status }) => status === 'fulfilled')
    })
    this.#last = told
    return told
  }
}
