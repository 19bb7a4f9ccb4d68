import { SignalResponse } from '@livekit/protocol'
import { WebSocket } from 'ws'

/** A line to an SFU, as LiveKit's clients open it: by way of the server, or past it. */
export class SfuLineSocket {
  readonly #ws: WebSocket
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  /** The device as which it was let in; rejects when it was not, with the answer's status. */
  readonly entered: Promise<string>
  /** By what it may come back; the last one counts. */
  readonly words: string[] = []

  constructor(origin: string, word: string, headers: Readonly<Record<string, string>> = {}) {
    const query = new URLSearchParams({
      ...(word === '' ? {} : { access_token: word }),
      protocol: '16',
      sdk: 'js',
      version: '2',
      auto_subscribe: '1',
    })
    this.#ws = new WebSocket(`${origin.replace(/^http/, 'ws')}/rtc?${query}`, { headers })
    const entered = Promise.withResolvers<string>()
    this.entered = entered.promise
    this.entered.catch(() => undefined)
    this.#ws.on('message', (data: Buffer) => {
      const { message } = SignalResponse.fromBinary(data)
      if (message.case === 'refreshToken') this.words.push(message.value)
      if (message.case === 'join') entered.resolve(message.value.participant?.identity ?? '')
    })
    this.#ws.on('error', (error) => entered.reject(error))
    const closed = Promise.withResolvers<{ readonly code: number; readonly reason: string }>()
    this.closed = closed.promise
    this.#ws.on('close', (code, reason) => {
      entered.reject(new Error(`closed with ${code}`))
      closed.resolve({ code, reason: String(reason) })
    })
  }

  send(data: Uint8Array): void {
    this.#ws.send(data)
  }

  get isOpen(): boolean {
    return this.#ws.readyState === WebSocket.OPEN
  }

  close(): void {
    this.#ws.terminate()
  }
}
