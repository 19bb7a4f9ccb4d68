import type { Ruling, Stop } from '../client.ts'

type Listener = (ruling: Ruling) => void

/** What moderators do to whoever is signed in here. Only those hear of it who listen at that moment. */
export class Rulings {
  readonly #listeners = new Set<Listener>()

  listen(listener: Listener): Stop {
    const own: Listener = (ruling) => listener(ruling)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  tell(ruling: Ruling): void {
    for (const listener of this.#listeners) listener(ruling)
  }
}
