import { closeSync, openSync, writeSync } from 'node:fs'
import type { Line } from './line.ts'
import { now } from './now.ts'

type Noted<L> = L extends Line ? Omit<L, 't' | 'dev'> : never

/** Where one process notes what happens. Lines are appended one by one (O_APPEND): a killed process loses none of them. */
export class Notebook implements Disposable {
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, 'a')
  }

  /** @param t when it happened, if it was before now */
  note(dev: string, line: Noted<Line>, t = now()): void {
    writeSync(this.#file, `${JSON.stringify({ t, dev, ...line })}\n`)
  }

  [Symbol.dispose](): void {
    closeSync(this.#file)
  }
}
