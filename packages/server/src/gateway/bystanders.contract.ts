import type { Grant } from '@parley/protocol'
import { expect } from 'vitest'
import { goLive, person, type TestServer, type Visitor } from '../testing/index.ts'

/** Milliseconds after which a client renews its access token, which lives five minutes. */
const renewEvery = 120_000

/**
 * Two people who talk while somebody else misbehaves on the same server: whatever that one does, nothing of theirs is
 * lost, doubled or out of order.
 */
export class Bystanders {
  readonly #server: TestServer
  readonly #ada: Visitor
  readonly #ben: Visitor
  readonly #room: string
  readonly #acknowledged: number[] = []
  #talking = false
  #talk: Promise<void> = Promise.resolve()
  #renewedAt = performance.now()
  readonly #cookies: Map<Visitor, string>

  private constructor(server: TestServer, ada: Visitor, ben: Visitor, room: string) {
    this.#server = server
    this.#cookies = new Map([ada, ben].map((one) => [one, one.cookie]))
    this.#ada = ada
    this.#ben = ben
    this.#room = room
  }

  static async settle(server: TestServer): Promise<Bystanders> {
    const ada = await goLive(await person(server, 'ada', 'Ada'))
    const ben = await goLive(await person(server, 'ben', 'Ben'))
    const room = idOf('room')
    await ada.call('rooms.create', { id: room, kind: 'public', name: 'A quiet room', topic: '' })
    await ben.call('rooms.join', { room })
    return new Bystanders(server, ada, ben, room)
  }

  /** Ada begins to send, each message after the acknowledgement of the previous one. */
  begin(): void {
    this.#talking = true
    this.#talk = this.#send()
  }

  /** Ends the talk and checks it: what Ada was promised is in the log once, and Ben has it in that order. */
  async check(): Promise<void> {
    this.#talking = false
    await this.#talk
    const promised = this.#acknowledged
    expect(promised.length).toBeGreaterThan(0)
    await this.#ben.live.next('entry', ({ room, entry }) => room === this.#room && entry.seq === promised.at(-1))
    const heard = this.#ben.live.frames.filter((frame) => frame.type === 'entry' && frame.room === this.#room)
    const positions = heard.map((frame) => (frame.type === 'entry' ? frame.entry.seq : 0))
    expect(positions).toEqual(positions.map((_, at) => (positions[0] ?? 0) + at))
    expect(promised.every((seq) => positions.includes(seq))).toBe(true)
    const { head } = await this.#ada.live.do('messages.history', { room: this.#room, at: { kind: 'newest' }, limit: 1 })
    expect(head).toBe(positions.at(-1))
  }

  async #send(): Promise<void> {
    while (this.#talking) {
      if (performance.now() - this.#renewedAt > renewEvery) await this.#renew()
      const id = idOf(`m-${this.#acknowledged.length}`)
      const { seq } = await this.#ada.live.do('messages.send', {
        room: this.#room,
        id,
        kind: 'message',
        body: 'All well?',
      })
      this.#acknowledged.push(seq)
    }
  }

  async #renew(): Promise<void> {
    this.#renewedAt = performance.now()
    for (const [one, cookie] of this.#cookies) {
      const answer = await this.#server.http.post('sessions.refresh', {}, { cookie })
      this.#cookies.set(one, answer.cookie ?? '')
      one.live.send({ type: 'token', access: (answer.body as Grant).access })
    }
  }
}

const idOf = (name: string): string => `fuzz-${name}`.padEnd(22, '-')
