import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RawAnswered, RawAsked, RawOrder, RawReport } from './orders.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))

/** A process of raw devices, which can be stopped and go on. */
export class RawProcess implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: RawAnswered) => void>()
  #asked = 0

  constructor() {
    this.#child = fork(program, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.on('message', (answer: RawAnswered) => this.#waiting.get(answer.n)?.(answer))
    this.#child.on('exit', (code, signal) => {
      for (const [n, end] of this.#waiting)
        end({ n, fault: `raw devices ended with ${signal ?? code}`, report: nothing })
    })
  }

  /** Resolves once it is done, with how things stand then. Rejects with what went wrong there. */
  async ask(order: RawOrder): Promise<RawReport> {
    this.#asked += 1
    const n = this.#asked
    const { promise, resolve } = Promise.withResolvers<RawAnswered>()
    this.#waiting.set(n, resolve)
    this.#child.send({ n, order } satisfies RawAsked)
    const { fault, report } = await promise
    this.#waiting.delete(n)
    if (fault !== null) throw new Error(fault)
    return report
  }

  /** Neither reads nor answers, until it goes on. */
  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
  }
}

const nothing: RawReport = { live: 0, cursor: 0, holes: [], closes: {}, latencies: [], acknowledged: 0 }
