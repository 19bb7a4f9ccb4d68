import { ClientFrame, type Limits, ParleyError } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import { type CatchUpParts, catchUp } from './catch-up.ts'
import type { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { type Dispatch, TooMany } from './dispatch.ts'
import { Frame } from './frame.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Caller } from './handler.ts'
import { parseJson } from './json.ts'
import { cutFor } from './rates.ts'
import { holdFor } from './send-order.ts'

export interface UplinkParts extends CatchUpParts {
  readonly dispatch: Dispatch
  readonly delivery: Delivery
  readonly gatekeeper: Gatekeeper
  readonly clock: Clock
  readonly limits: Limits
}

/** As much of a send as its order needs; the whole is checked with the command's schema. */
const SentInput = z.object({ room: z.string(), id: z.string() })

type Do = Extract<ClientFrame, { type: 'do' }>

/** What clients send over a connection, whatever carries it. */
export class Uplink {
  readonly #parts: UplinkParts

  constructor(parts: UplinkParts) {
    this.#parts = parts
  }

  /** One message as it arrived. Answers with an `error` frame what cannot be understood. */
  receive(connection: Connection, bytes: Uint8Array, caller: Caller): void {
    connection.heard()
    try {
      const parsed = ClientFrame.safeParse(parseJson(bytes))
      if (!parsed.success)
        throw new ParleyError('bad_request', { path: ['frame', ...(parsed.error.issues[0]?.path ?? [])].join('.') })
      if (parsed.data.type === 'do') void this.#run(connection, parsed.data, caller)
      else this.carry(connection, parsed.data)
    } catch (error) {
      this.#refuse(connection, null, error)
    }
  }

  /** Everything but a command: what a connection may hear by another way, too. */
  carry(connection: Connection, frame: Exclude<ClientFrame, Do>): void {
    switch (frame.type) {
      case 'resume':
        void this.#resume(connection, frame.cursors)
        return
      case 'token':
        void this.#renew(connection, frame.access)
        return
      case 'beat':
        connection.heard()
    }
  }

  async #run(connection: Connection, { id, command, input }: Do, caller: Caller): Promise<void> {
    try {
      const admit = () => this.#parts.dispatch.admit(command, input, connection.actor, caller)
      const output = await (command === 'messages.send' ? this.#send(connection, input, admit) : admit()())
      connection.answer(new Frame({ type: 'ok', id, output }))
    } catch (error) {
      this.#refuse(connection, id, error)
    }
  }

  /**
   * Bounds what is unanswered (C11) and keeps the order where something was refused (C5): a refusal is noted before the
   * next frame of the same bytes is looked at.
   */
  async #send(connection: Connection, input: unknown, admit: () => () => Promise<unknown>): Promise<unknown> {
    const { clock, limits } = this.#parts
    const sent = SentInput.safeParse(input).data ?? { room: '', id: '' }
    const hold = connection.sends.hold(sent.room, sent.id, clock.monotonic())
    if (hold.kind === 'lost') this.#parts.delivery.close(connection, 4000, 'a refused message did not come again')
    if (hold.kind !== 'go') throw new ParleyError('rate_limited', { retryAfter: holdFor })
    connection.unacked += 1
    try {
      if (connection.unacked > limits.unackedSends) throw new ParleyError('rate_limited', { retryAfter: 100 })
      const run = admit()
      return await run()
    } catch (error) {
      if (error instanceof ParleyError && error.retryable) {
        const refused = { id: sent.id, turn: hold.turn }
        connection.sends.refuse(sent.room, refused, error.detail.retryAfter ?? 0, clock.monotonic())
      }
      throw error
    } finally {
      connection.unacked -= 1
    }
  }

  async #resume(connection: Connection, cursors: Extract<ClientFrame, { type: 'resume' }>['cursors']): Promise<void> {
    try {
      await catchUp(connection, cursors, this.#parts)
    } catch {
      this.#parts.delivery.close(connection, 4013, 'the store is out of reach')
    }
  }

  async #renew(connection: Connection, access: string): Promise<void> {
    const { delivery, gatekeeper } = this.#parts
    try {
      const admission = await gatekeeper.authenticate(access)
      if (admission?.actor.device === connection.actor.device) connection.tokenEnds = admission.ends
      else delivery.close(connection, 4401, 'the access token was not accepted')
    } catch {
      delivery.close(connection, 4013, 'the store is out of reach')
    }
  }

  #refuse(connection: Connection, id: number | null, error: unknown): void {
    const named = error instanceof ParleyError ? error : new ParleyError('internal', { cause: error })
    connection.answer(new Frame({ type: 'error', id, error: named.answer() }))
    if (!(error instanceof TooMany)) return
    if (error.refusal.next === 'warn') {
      connection.answer(new Frame({ type: 'slow_down', retry_after: error.refusal.retryAfter }))
    }
    if (error.refusal.next === 'cut') {
      this.#parts.delivery.close(connection, 4029, JSON.stringify({ retry_after: cutFor }))
    }
  }
}
