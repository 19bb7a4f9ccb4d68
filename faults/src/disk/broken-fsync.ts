import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const calls = 'fsync,fdatasync'

/** What becomes of every fsync of a process from now on. */
export type FsyncFault = 'EIO' | { readonly slowerBy: number }

/** Comes between a process and its disk, until it is disposed of (strace). */
export class BrokenFsync implements AsyncDisposable {
  readonly #tracer: ChildProcess

  private constructor(tracer: ChildProcess) {
    this.#tracer = tracer
  }

  static async of(pid: number, fault: FsyncFault): Promise<BrokenFsync> {
    const what = fault === 'EIO' ? 'error=EIO' : `delay_exit=${fault.slowerBy * 1000}`
    const args = ['-f', '-p', `${pid}`, '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:${what}`]
    const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const lines = createInterface(tracer.stderr)
    const ended = once(tracer, 'exit').then(() => Promise.reject(new Error('strace could not come between')))
    await Promise.race([once(lines, 'line'), ended])
    ended.catch(() => undefined)
    return new BrokenFsync(tracer)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#tracer.exitCode !== null || this.#tracer.signalCode !== null) return
    const ended = once(this.#tracer, 'exit')
    this.#tracer.kill('SIGTERM')
    await ended
  }
}
