import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import { isStoreFault, VaultClosed } from './store-fault.ts'

type Method = (...input: unknown[]) => unknown

/**
 * Holds a machine that could not keep something: its memory is ahead of its store from then on, so that after a reload
 * keys would be missing, or would be used a second time. It does nothing more; opened anew it is what the store is.
 */
export class Guard {
  readonly machine: OlmMachine
  readonly #bare: OlmMachine
  #fault: Error | null = null
  #told: (fault: Error) => void = () => undefined
  /** How many steps are under way; the library refuses to let go of a machine meanwhile. */
  #steps = 0
  #isClosing = false

  constructor(machine: OlmMachine) {
    this.#bare = machine
    this.machine = new Proxy(machine, {
      get: (target, name) => {
        const part: unknown = Reflect.get(target, name, target)
        if (typeof part !== 'function') return part
        return (...input: unknown[]) => this.watch(() => (part as Method).apply(target, input))
      },
    })
  }

  /** Told once, with what the platform said. */
  onFault(told: (fault: Error) => void): void {
    this.#told = told
  }

  /** Does a step of which something is kept. Throws what happened once that has failed. */
  watch<T>(step: () => T): T {
    if (this.#fault) throw this.#fault
    const answer = step()
    if (answer instanceof Promise) {
      this.#steps += 1
      answer.then(
        () => this.#over(),
        (error: unknown) => this.#over(error),
      )
    }
    return answer
  }

  /** Nothing is asked of these keys any more. */
  close(): void {
    this.#fault ??= new VaultClosed()
    this.#isClosing = true
    this.#letGo()
  }

  #over(error?: unknown): void {
    this.#steps -= 1
    if (!this.#fault && isStoreFault(error)) {
      this.#fault = error instanceof Error ? error : new Error(String(error))
      this.#told(this.#fault)
    }
    this.#letGo()
  }

  #letGo(): void {
    if (!this.#isClosing || this.#steps > 0) return
    this.#isClosing = false
    this.#bare.close()
  }
}
