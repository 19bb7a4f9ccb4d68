import type { CallSignal } from '@parley/protocol'
import type { Client } from '../client.ts'
import type { Clock } from '../clock.ts'
import { SignalLine } from './mesh/signal-line.ts'

/** Signals to the other devices of a call: to each in order, and to those who have gone no more. */
export class SignalLines {
  readonly #client: Pick<Client, 'signal'>
  readonly #of: { readonly room: string; readonly call: string }
  readonly #clock: Clock
  readonly #lines = new Map<string, SignalLine>()

  constructor(client: Pick<Client, 'signal'>, of: { readonly room: string; readonly call: string }, clock: Clock) {
    this.#client = client
    this.#of = of
    this.#clock = clock
  }

  /** Who is there now: what waits for anybody else is let go. */
  keep(devices: readonly string[]): void {
    for (const [device, line] of this.#lines) {
      if (devices.includes(device)) continue
      line.close()
      this.#lines.delete(device)
    }
    for (const device of devices) {
      if (!this.#lines.has(device)) {
        this.#lines.set(device, new SignalLine(this.#client, { ...this.#of, device }, this.#clock))
      }
    }
  }

  /** What is for nobody who is there is skipped. */
  send(device: string, signal: CallSignal): void {
    this.#lines.get(device)?.send(signal)
  }

  /** What has not left yet to a device of the search for a path is of no use any more. */
  forget(device: string): void {
    this.#lines.get(device)?.forget()
  }

  close(): void {
    this.keep([])
  }
}
