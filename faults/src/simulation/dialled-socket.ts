import type { FromClient, FromServer } from './cable.ts'

type Listener = (event: { readonly data: string; readonly code: number; readonly reason: string }) => void

/** Where a WebSocket of a device goes: answers the way for what it sends. */
export type Dial = (ticket: string, arrived: (what: FromServer) => void) => (what: FromClient) => void

const ticketPrefix = 'ticket.'

/** The WebSocket of a device: as much of one as the engine uses. */
export function socketsOf(dial: Dial): typeof WebSocket {
  class DialledSocket {
    readonly OPEN = 1
    readonly CLOSING = 2
    readyState = 0
    readonly #listeners = new Map<string, Listener[]>()
    readonly #send: (what: FromClient) => void

    constructor(_: string, protocols: readonly string[]) {
      const ticket = protocols.find((name) => name.startsWith(ticketPrefix))?.slice(ticketPrefix.length) ?? ''
      this.#send = dial(ticket, (what) => this.#arrived(what))
    }

    addEventListener(type: string, listener: Listener): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
    }

    send(text: string): void {
      this.#send({ kind: 'text', text })
    }

    close(): void {
      if (this.readyState >= 2) return
      this.readyState = 2
      this.#send({ kind: 'gone' })
    }

    #arrived(what: FromServer): void {
      if (this.readyState === 3) return
      if (what.kind === 'text') {
        if (this.readyState === 0) this.readyState = 1
        if (this.readyState === 1) this.#tell('message', { data: what.text, code: 0, reason: '' })
        return
      }
      const wasOpen = this.readyState === 1
      if (!wasOpen) this.#tell('error', { data: '', code: 0, reason: '' })
      this.readyState = 3
      this.#tell('close', { data: '', code: what.code, reason: what.reason })
    }

    #tell(type: string, event: Parameters<Listener>[0]): void {
      for (const listener of this.#listeners.get(type) ?? []) listener(event)
    }
  }
  return DialledSocket as unknown as typeof WebSocket
}
