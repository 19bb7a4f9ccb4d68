import { type Cell, cell } from '../../../design/cell.ts'
import { heardLevel, silent, speakersOf, type Voice } from './voice.ts'

type OnLevel = (level: number) => void
type Stop = () => void
type Follow = (track: MediaStreamTrack, onLevel: OnLevel) => Stop

interface Followed {
  readonly track: MediaStreamTrack
  readonly stop: Stop
}

/** How loud everybody in the call is. Levels go to whoever listens; only who speaks is a value that screens follow. */
export class Voices {
  readonly #follow: Follow
  readonly #now: () => number
  readonly #followed = new Map<string, Followed>()
  readonly #voices = new Map<string, Voice>()
  readonly #listeners = new Map<string, Set<OnLevel>>()
  readonly #speaking = cell<readonly string[]>([])

  /**
   * @param follow calls back many times a second with how loud a track is, from 0 to 1
   * @param now milliseconds of a clock that only goes forward
   */
  constructor(follow: Follow, now = () => performance.now()) {
    this.#follow = follow
    this.#now = now
  }

  /** Devices of those who speak, at most three. */
  get speaking(): Pick<Cell<readonly string[]>, 'get' | 'subscribe'> {
    return this.#speaking
  }

  /** Follows these from now on, by device, and no others. */
  listen(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [device, { track, stop }] of this.#followed) {
      if (tracks.get(device) === track) continue
      this.#followed.delete(device)
      stop()
      this.#voices.delete(device)
    }
    for (const [device, track] of tracks) {
      if (this.#followed.has(device)) continue
      this.#followed.set(device, { track, stop: this.#follow(track, (level) => this.#heard(device, level)) })
    }
    this.#tell()
  }

  /** Calls back with each level of a device, from 0 to 1, also over a change of its track. */
  onLevel(device: string, listener: OnLevel): Stop {
    const listeners = this.#listeners.get(device) ?? new Set()
    this.#listeners.set(device, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(device)
    }
  }

  #heard(device: string, level: number): void {
    this.#voices.set(device, heardLevel(this.#voices.get(device) ?? silent, level, this.#now()))
    this.#listeners.get(device)?.forEach((listener) => void listener(level))
    this.#tell()
  }

  #tell(): void {
    const speaking = speakersOf(this.#voices)
    if (speaking.join() !== this.#speaking.get().join()) this.#speaking.set(speaking)
  }
}
