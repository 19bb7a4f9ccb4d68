import {
  type CommandName,
  type Cursors,
  type InputOf,
  type OutputOf,
  ParleyError,
  type ServerFrame,
  silenceIsDeath,
} from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import type { Session } from '../session/session.ts'
import type { ConnectionState } from '../states.ts'
import { nextAfter } from './after.ts'
import { backoff } from './backoff.ts'
import type { Dialler } from './dialler.ts'
import { type Line, type LineEnd, LineFailure } from './line.ts'
import { isHttpOnly } from './over-http.ts'
import { isPaced } from './pace.ts'
import { Requests } from './requests.ts'

/** What the connection tells the rest of the engine. */
export interface LinkListener {
  /** Where this device stands; asked at each resume. */
  cursors(): Cursors
  welcomed(line: Line): void
  /** Everything but the frames that are about the connection itself. */
  frame(frame: ServerFrame): void
  /** The line has ended: what was asked over it is in doubt. */
  lost(): void
}

export interface LinkParts {
  readonly session: Session
  readonly clock: Clock
  readonly dialler: Dialler
  readonly listener: LinkListener
  /** What has to be done before anything leaves that follows from what happened here. */
  readonly beforeSending?: (() => Promise<void>) | undefined
}

/** Characters of a frame beside the input of its command, and more. */
const envelope = 256

const offline: ConnectionState = { kind: 'offline' }

/** Keeps one line to the server open for as long as somebody is signed in. */
export class Link {
  readonly #parts: LinkParts
  readonly #state: Writable<ConnectionState> = writable<ConnectionState>(offline)
  readonly #requests: Requests
  #line: Line | null = null
  #attempt = 1
  #heardAt = 0
  /** Grows with each start and stop: what belongs to an earlier one has no say. */
  #turn = 0
  #wake: () => void = () => undefined

  constructor(parts: LinkParts) {
    this.#parts = parts
    this.#requests = new Requests(parts.clock)
  }

  get state(): Readable<ConnectionState> {
    return this.#state
  }

  get line(): Line | null {
    return this.#line
  }

  start(): void {
    this.#turn += 1
    this.#attempt = 1
    void this.#run(this.#turn)
  }

  /** Lets go of the line until the next `start`. */
  stop(state: ConnectionState = offline): void {
    this.#turn += 1
    this.#line?.close()
    this.#wake()
    this.#state.set(state)
  }

  /** Tries again now, and not at the planned moment. */
  reconnect(): void {
    const state = this.#state.get()
    if (state.kind === 'stopped' && state.why !== 'closed') this.start()
    if (state.kind === 'connecting') this.#attempt = 1
    this.#wake()
  }

  renewed(access: string): void {
    this.#line?.send({ type: 'token', access })
  }

  /**
   * A command over the line where there is one, else by POST. Rejects with `too_large` for what no frame can carry:
   * sent all the same, it would end the line for good; with `rate_limited` after `Pace` has waited in vain; with
   * `unavailable` where the line has ended; with `unauthenticated` where the session has ended before it could be sent.
   */
  async call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const { beforeSending, session } = this.#parts
    const check = session.bound()
    const send = async (): Promise<OutputOf<N>> => {
      check()
      return await (isHttpOnly(name) ? session.post(name, input) : this.#ask(name, input))
    }
    const line = this.#line
    if (beforeSending) await beforeSending()
    // As much in doubt as if it had left: beside the next line it could overtake what stands before it (C5).
    if (line && line !== this.#line && !isHttpOnly(name)) throw new ParleyError('unavailable')
    return await (isPaced(name) && !isHttpOnly(name) ? session.pace.ask(send) : send())
  }

  async #ask<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const line = this.#line
    if (line?.via !== 'socket') return await this.#parts.session.post(name, input)
    if (JSON.stringify(input).length + envelope > line.welcome.limits.frameBytes) throw new ParleyError('too_large')
    return (await this.#requests.ask((id) => line.send({ type: 'do', id, command: name, input }))) as OutputOf<N>
  }

  async #run(turn: number): Promise<void> {
    while (turn === this.#turn) {
      this.#state.set({ kind: 'connecting', attempt: this.#attempt, retryAt: null })
      const wait = await this.#once(turn)
      if (turn !== this.#turn || wait === null) return
      this.#attempt += 1
      if (wait > 0) await this.#wait(wait)
    }
  }

  /** One line from its beginning to its end. Answers how long to wait for the next, null: there is none. */
  async #once(turn: number): Promise<number | null> {
    const { dialler } = this.#parts
    try {
      const line = await dialler.dial()
      if (turn !== this.#turn) {
        line.close()
        return null
      }
      const stopProbing = dialler.probe(line)
      const end = await this.#use(line)
      stopProbing()
      if (turn !== this.#turn) return null
      return dialler.hasNext ? 0 : this.#after(end)
    } catch (error) {
      if (turn !== this.#turn) return null
      return error instanceof LineFailure ? this.#failed(error) : this.#refused(error)
    }
  }

  #use(line: Line): Promise<LineEnd> {
    const { clock, listener } = this.#parts
    const { promise, resolve } = Promise.withResolvers<LineEnd>()
    this.#line = line
    this.#state.set({ kind: 'catching-up' })
    this.#heardAt = clock.monotonic()
    let cancel = (): void => undefined
    const watch = (): void => {
      const silence = clock.monotonic() - this.#heardAt
      if (silence >= silenceIsDeath) line.close()
      else cancel = clock.after(silenceIsDeath - silence, watch)
    }
    watch()
    listener.welcomed(line)
    line.listen({
      frame: (frame) => this.#take(line, frame),
      ended: (end) => {
        cancel()
        this.#line = null
        // Before anybody hears of it: without a line nothing may look live.
        this.#state.set({ kind: 'connecting', attempt: this.#attempt + 1, retryAt: null })
        this.#requests.lost()
        listener.lost()
        resolve(end)
      },
    })
    line.send({ type: 'resume', cursors: listener.cursors() })
    return promise
  }

  #take(line: Line, frame: ServerFrame): void {
    this.#heardAt = this.#parts.clock.monotonic()
    const { listener } = this.#parts
    switch (frame.type) {
      case 'ok':
        this.#requests.answered(frame.id, frame.output)
        return
      case 'error':
        this.#requests.refused(frame.id, frame.error)
        return
      case 'beat':
        line.send({ type: 'beat' })
        break
      case 'live':
        this.#attempt = 0
        break
      default:
    }
    listener.frame(frame)
    if (frame.type === 'live') this.#state.set({ kind: 'live', via: line.via })
    if (frame.type === 'resync') line.send({ type: 'resume', cursors: listener.cursors() })
  }

  #failed({ end }: LineFailure): number | null | Promise<number | null> {
    const { dialler, clock } = this.#parts
    return end.code === 1006 && dialler.mayTryAtOnce ? Math.floor(clock.chance() * 300) : this.#after(end)
  }

  /** The server, or whatever is in its place, refused what has to come before a line. */
  #refused(error: unknown): number | null {
    const { clock } = this.#parts
    if (!(error instanceof ParleyError)) throw error
    return Math.max(error.detail.retryAfter ?? 0, backoff(this.#attempt, clock.chance()))
  }

  async #after(end: LineEnd): Promise<number | null> {
    const { clock, session } = this.#parts
    const next = nextAfter(end, this.#attempt, clock.chance())
    switch (next.kind) {
      case 'again':
        return next.in
      case 'stop':
        this.stop({ kind: 'stopped', why: next.why })
        return null
      case 'sign-in':
        if (!next.isRevoked)
          return await session.refresh().then(
            () => 0,
            (error) => this.#refused(error),
          )
        await session.end('revoked')
        return null
    }
  }

  #wait(ms: number): Promise<void> {
    const { clock } = this.#parts
    this.#state.set({ kind: 'connecting', attempt: this.#attempt, retryAt: clock.now() + ms })
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = clock.after(ms, resolve)
    this.#wake = () => {
      cancel()
      resolve()
    }
    return promise
  }
}
