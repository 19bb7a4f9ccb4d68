import type { ServerFrame } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { broken, type Line, type LineEnd, LineFailure, type LineListener, type Welcome } from './line.ts'

/** What carries a line, seen from the line. */
export interface Wire {
  readonly via: Line['via']
  readonly send: Line['send']
  /** Lets go of the wire. Nothing that it says afterwards is heard. */
  readonly drop: () => void
}

/** Where the wire reports. */
export interface HalfLine {
  readonly arrived: (text: string) => void
  readonly ended: (end: LineEnd) => void
  /** Resolves at the welcome; rejects with `LineFailure` when there is none within the time. */
  readonly line: Promise<Line>
}

/** A line until the welcome: collects what arrives, and becomes a `Line`. */
export function halfLine(clock: Clock, patience: number, wire: () => Wire): HalfLine {
  const { promise, resolve, reject } = Promise.withResolvers<Line>()
  const early: ServerFrame[] = []
  let over: LineEnd | null = null
  let listener: LineListener | null = null
  let welcomed = false
  const cancel = clock.after(patience, () => end(broken, true))

  function end(how: LineEnd, hung: boolean): void {
    if (over) return
    over = how
    cancel()
    wire().drop()
    if (!welcomed) reject(new LineFailure(how, hung))
    listener?.ended(how)
  }

  function welcome(frame: Welcome): void {
    welcomed = true
    cancel()
    const { via, send } = wire()
    resolve({
      via,
      welcome: frame,
      send: (out) => {
        if (!over) send(out)
      },
      close: () => end(broken, false),
      listen(own) {
        listener = own
        for (const waiting of early.splice(0)) own.frame(waiting)
        if (over) own.ended(over)
      },
    })
  }

  return {
    line: promise,
    ended: (how) => end(how, false),
    arrived(text) {
      if (over) return
      const frame = JSON.parse(text) as ServerFrame
      if (frame.type === 'welcome') welcome(frame)
      else if (frame.type === 'close') end({ code: frame.code, reason: frame.reason }, false)
      else if (listener) listener.frame(frame)
      else early.push(frame)
    },
  }
}
