import type { Arrival } from '../inbox/inbox.ts'
import { View, type ViewSource } from './view.ts'

interface Placed {
  readonly room: string
  readonly window: string
  readonly view: View
}

/** All views: one for each room in each window. */
export class Views {
  readonly #source: (room: string) => ViewSource
  readonly #placed = new Map<string, Placed>()

  constructor(source: (room: string) => ViewSource) {
    this.#source = source
  }

  of(window: string, room: string): View {
    const key = `${window} ${room}`
    const known = this.#placed.get(key)
    if (known) return known.view
    const view = new View(this.#source(room))
    this.#placed.set(key, { room, window, view })
    return view
  }

  arrived(arrival: Arrival): void {
    for (const { room, view } of this.#placed.values()) if (room === arrival.room) view.arrived(arrival)
  }

  async mended(room: string): Promise<void> {
    const here = [...this.#placed.values()].filter((placed) => placed.room === room)
    await Promise.all(here.map(({ view }) => view.mended()))
  }

  pendingChanged(): void {
    for (const { view } of this.#placed.values()) view.pendingChanged()
  }

  isShown(room: string): boolean {
    return [...this.#placed.values()].some((placed) => placed.room === room && placed.view.isOpen)
  }

  async wake(): Promise<void> {
    await Promise.all([...this.#placed.values()].map(({ view }) => view.wake()))
  }

  /** The store has become another one, or what stands in one room is to be read in another way. */
  async restart(room: string | null = null): Promise<void> {
    const placed = [...this.#placed.values()].filter((one) => room === null || one.room === room)
    await Promise.all(placed.map(({ view }) => view.restart()))
  }

  /** A window has gone. */
  drop(window: string): void {
    for (const [key, placed] of this.#placed) {
      if (placed.window !== window) continue
      placed.view.close()
      this.#placed.delete(key)
    }
  }
}
