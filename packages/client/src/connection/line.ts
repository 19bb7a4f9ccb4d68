import type { ClientFrame, ServerFrame } from '@parley/protocol'

export type Welcome = Extract<ServerFrame, { readonly type: 'welcome' }>

/** How a line ended: a close code of the protocol, 1006 where there was none. */
export interface LineEnd {
  readonly code: number
  readonly reason: string
}

export interface LineListener {
  readonly frame: (frame: ServerFrame) => void
  readonly ended: (end: LineEnd) => void
}

/** An open way to the server on which it has said welcome, whatever carries it. */
export interface Line {
  readonly via: 'socket' | 'events'
  readonly welcome: Welcome
  /** Hands over what came meanwhile, then what comes. To be called once. */
  listen(listener: LineListener): void
  send(frame: ClientFrame): void
  /** Ends it from this side; `ended` follows at once. */
  close(): void
}

/** A line that ended before the server said welcome. `hung`: nothing was heard in time. */
export class LineFailure extends Error {
  readonly end: LineEnd
  readonly hung: boolean

  constructor(end: LineEnd, hung: boolean) {
    super(`the line ended with ${end.code} before the welcome`)
    this.end = end
    this.hung = hung
  }
}

export const broken: LineEnd = { code: 1006, reason: '' }
