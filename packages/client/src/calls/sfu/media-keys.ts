import { type CallSignal, fromBase64url, toBase64url } from '@parley/protocol'
import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'

export interface MediaKeyParts {
  /** Hands a signal to another device of the call, sealed for it alone. */
  readonly send: (device: string, signal: CallSignal) => void
  /** Seals what is sent from now on. */
  readonly setOwn: (key: Bytes, index: number) => void
  /** Opens what a device sealed under an index. */
  readonly setOther: (device: string, key: Bytes, index: number) => void
  /** A device opens frames from now on that could not open those before: it needs a whole one. */
  readonly whole: () => void
  readonly clock: Clock
}

type Bytes = Uint8Array<ArrayBuffer>

interface Key {
  readonly bytes: Bytes
  readonly index: number
}

interface Next {
  readonly key: Key
  /** Who has not said that it has come. */
  readonly awaited: Set<string>
  /** Somebody has gone who has the key in use. */
  readonly isPressing: boolean
  readonly cancel: Stop
}

/** Milliseconds: comings and goings within belong together, and no two new keys follow each other sooner. */
const [together, apart] = [50, 500]
/**
 * Milliseconds until everybody is taken to have a new key, whoever has not said so. Whoever went still has the one in use.
 * Whoever came has none, so it may wait for the slowest: a frame whose key has not come lets a picture stand still until
 * the next whole one.
 */
const switchAfter = { went: 1350, came: 4000 }
/** Milliseconds for which a new key is handed out before it is used, however late it is made. */
const notice = 400
/** Milliseconds for which the key before is still good: the next is there before it is used, and what was under way comes late. */
const oldFor = 10_000
/** Milliseconds between two questions for the same device's key. */
const askEvery = 2000
/**
 * Milliseconds between whole frames, and how many, for those who have not said that they have the key in use: it may have
 * come, and their word for it be on its way.
 */
const [wholeEvery, wholeMost] = [400, 4]
const keyBytes = 32
const indices = 256

const ofBytes = ({ bytes, index }: Key, ask: boolean): CallSignal => ({
  v: 1,
  kind: 'media-key',
  index,
  key: toBase64url(bytes),
  ask,
})

/**
 * Keys of the media in one call: each device makes its own and hands it to every other one that is there. Whoever goes
 * cannot open what is sent afterwards, and whoever comes not what was sent before: both get a new key about. Keys are in
 * memory only.
 */
export class MediaKeys {
  readonly #parts: MediaKeyParts
  #own: Key
  /** Made, handed out, and not in use yet. */
  #next: Next | null = null
  #present: ReadonlySet<string> = new Set()
  /** Whether anybody has the own key. */
  #isOut = false
  /** When somebody went first who has the latest key; null: nobody has. */
  #wentAt: number | null = null
  #cancelTurn: Stop | null = null
  #cancelWhole: Stop = () => undefined
  #turnedAt = Number.NEGATIVE_INFINITY
  /** Who has said that the own key has come. */
  #holders = new Set<string>()
  /** The key of each other device. */
  readonly #latest = new Map<string, Key>()
  readonly #asked = new Map<string, number>()
  /** When each device was handed a key last. */
  readonly #given = new Map<string, number>()
  readonly #stops = new Set<Stop>()

  constructor(parts: MediaKeyParts) {
    this.#parts = parts
    this.#own = this.#fresh(parts.clock.bytes(1)[0] ?? 0)
    parts.setOwn(this.#own.bytes, this.#own.index)
  }

  /** The key in use, again: for whoever forgot it. */
  repeat(): void {
    this.#parts.setOwn(this.#own.bytes, this.#own.index)
  }

  /** Who is in the call now, apart from this device. */
  present(devices: readonly string[]): void {
    const now = new Set(devices)
    const came = devices.filter((device) => !this.#present.has(device))
    const went = [...this.#present].filter((device) => !now.has(device))
    this.#present = now
    for (const device of went) this.#forget(device)
    if (went.length > 0 && this.#isOut) this.#wentAt ??= this.#parts.clock.monotonic()
    const isTurn = went.length > 0 || (came.length > 0 && this.#next === null)
    if (this.#isOut && isTurn) this.#turnSoon()
    if (this.#cancelTurn === null) for (const device of came) this.#welcome(device)
  }

  /** A signal of a device of the call; the line proves whose it is. Answers whether it was about keys. */
  take(from: string, signal: CallSignal): boolean {
    if (signal.kind === 'media-key-ack') this.#acknowledged(from, signal.index)
    if (signal.kind !== 'media-key') return signal.kind === 'media-key-ack'
    const isFirst = !this.#latest.has(from)
    this.#set(from, { bytes: fromBase64url(signal.key), index: signal.index })
    this.#parts.send(from, { v: 1, kind: 'media-key-ack', index: signal.index })
    // Whoever just came gets the new key, which is under way; the present one is not theirs. Two who meet hand each other
    // their keys, and each asks: what is on its way already answers that.
    const isUnderWay = this.#cancelTurn !== null || (isFirst && this.#isGiven(from))
    if (signal.ask && this.#present.has(from) && !isUnderWay) this.#give(from, false)
    return true
  }

  /** Frames of a device cannot be opened: asks it for its key, now and then. */
  missing(device: string): void {
    const now = this.#parts.clock.monotonic()
    if (!this.#present.has(device) || now - (this.#asked.get(device) ?? Number.NEGATIVE_INFINITY) < askEvery) return
    this.#asked.set(device, now)
    if (this.#cancelTurn === null) this.#give(device, true)
  }

  close(): void {
    this.#cancelTurn?.()
    this.#cancelWhole()
    this.#next?.cancel()
    for (const stop of this.#stops) stop()
  }

  #fresh(index: number): Key {
    return { bytes: new Uint8Array(this.#parts.clock.bytes(keyBytes)), index: index % indices }
  }

  #give(device: string, ask: boolean): void {
    this.#isOut = true
    this.#given.set(device, this.#parts.clock.monotonic())
    this.#parts.send(device, ofBytes(this.#next?.key ?? this.#own, ask))
  }

  #isGiven(device: string): boolean {
    return this.#parts.clock.monotonic() - (this.#given.get(device) ?? Number.NEGATIVE_INFINITY) < askEvery
  }

  /** Whoever comes gets a key with which nothing has been sealed yet. */
  #welcome(device: string): void {
    this.#next?.awaited.add(device)
    this.#give(device, true)
  }

  /** A key that keeps somebody out is not put off: whoever goes meanwhile is kept out by the one after it. */
  #turnSoon(): void {
    if (this.#next?.isPressing) return
    const { clock } = this.#parts
    const wait = Math.max(together, this.#turnedAt + apart - clock.monotonic())
    this.#cancelTurn ??= clock.after(wait, () => this.#turn())
  }

  #turn(): void {
    this.#cancelTurn = null
    const { clock } = this.#parts
    const now = clock.monotonic()
    const wentAt = this.#wentAt
    this.#turnedAt = now
    this.#wentAt = null
    this.#next?.cancel()
    const key = this.#fresh((this.#next?.key ?? this.#own).index + 1)
    const patience = wentAt === null ? switchAfter.came : Math.max(notice, wentAt + switchAfter.went - now)
    const cancel = clock.after(patience, () => this.#switch())
    this.#next = { key, awaited: new Set(this.#present), isPressing: wentAt !== null, cancel }
    for (const device of this.#present) this.#give(device, !this.#latest.has(device))
    if (this.#present.size === 0) this.#switch()
  }

  #acknowledged(from: string, index: number): void {
    if (index === this.#own.index && !this.#holders.has(from)) {
      this.#holders.add(from)
      this.#parts.whole()
    }
    if (this.#next?.key.index !== index) return
    this.#next.awaited.delete(from)
    if (this.#next.awaited.size === 0) this.#switch()
  }

  #switch(): void {
    if (!this.#next) return
    this.#next.cancel()
    const { key, awaited } = this.#next
    const holders = [...this.#present].filter((device) => !awaited.has(device))
    const isNew = holders.some((device) => !this.#holders.has(device))
    this.#own = key
    this.#holders = new Set(holders)
    this.#next = null
    this.#isOut = this.#present.size > 0
    this.#parts.setOwn(this.#own.bytes, this.#own.index)
    if (isNew) this.#parts.whole()
    this.#wholeSoon(wholeMost)
    if (this.#wentAt !== null) this.#turnSoon()
  }

  #wholeSoon(times: number): void {
    this.#cancelWhole()
    if (times === 0 || [...this.#present].every((device) => this.#holders.has(device))) return
    this.#cancelWhole = this.#parts.clock.after(wholeEvery, () => {
      const isLacking = [...this.#present].some((device) => !this.#holders.has(device))
      if (isLacking) this.#parts.whole()
      this.#wholeSoon(times - 1)
    })
  }

  #set(device: string, key: Key): void {
    const before = this.#latest.get(device)
    this.#latest.set(device, key)
    this.#parts.setOther(device, key.bytes, key.index)
    if (before !== undefined && before.index !== key.index) this.#expire(device, before.index)
  }

  /** There is no taking back of a key but by another one in its place; the latest has to be the last that was set. */
  #expire(device: string, index: number): void {
    const stop = this.#parts.clock.after(oldFor, () => {
      this.#stops.delete(stop)
      const latest = this.#latest.get(device)
      if (latest === undefined || latest.index === index) return
      this.#parts.setOther(device, this.#fresh(index).bytes, index)
      this.#parts.setOther(device, latest.bytes, latest.index)
    })
    this.#stops.add(stop)
  }

  #forget(device: string): void {
    const latest = this.#latest.get(device)
    if (latest !== undefined) this.#parts.setOther(device, this.#fresh(latest.index).bytes, latest.index)
    this.#latest.delete(device)
    this.#asked.delete(device)
    this.#given.delete(device)
    this.#holders.delete(device)
    this.#next?.awaited.delete(device)
  }
}
