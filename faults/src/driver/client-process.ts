import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answered, Asked, Order } from '../client/orders.ts'
import { pause, within } from '../history/within.ts'

const program = fileURLToPath(new URL('../client/main.ts', import.meta.url))
/** Seconds of the longest talk. */
const longest = 3600

/** A process of clients, and the way to tell it what to do. */
export class ClientProcess implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: Answered) => void>()
  #asked = 0

  /**
   * @param history file into which it notes what happens
   * @param net network namespace that it is in; null: this one
   */
  constructor(history: string, net: string | null = null) {
    const inNet = net === null ? [] : ['ip', 'netns', 'exec', net]
    const [command = '', ...args] = [...inNet, process.execPath, program, history]
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.on('message', (answer: Answered) => this.#waiting.get(answer.n)?.(answer))
    this.#child.on('exit', (code, signal) => {
      const fault = `the process of clients has ended (${signal ?? code})`
      for (const [n, end] of this.#waiting) end({ n, fault, value: null })
    })
  }

  /** Resolves with the answer once it is done; rejects with what went wrong there. */
  async ask(order: Order, seconds = longest): Promise<unknown> {
    this.#asked += 1
    const n = this.#asked
    const { promise, resolve } = Promise.withResolvers<Answered>()
    this.#waiting.set(n, resolve)
    this.#child.send({ n, order } satisfies Asked)
    try {
      const { fault, value } = await within(seconds, `a process of clients: to ${order.do}`, promise)
      if (fault !== null) throw new Error(fault)
      return value
    } finally {
      this.#waiting.delete(n)
    }
  }

  /** It does nothing at all for so many milliseconds, and its sockets stay. */
  async freeze(ms: number): Promise<void> {
    this.#child.kill('SIGSTOP')
    await pause(ms)
    this.#child.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
  }
}
