import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A port of a conversation through the cable, and which of its ends has it. */
export interface CablePort {
  readonly end: 'inside' | 'outside'
  readonly port: number
}

let made = 0

/** The addresses 1 and 2 of a network of four that no other process, alive or killed in the middle, has taken as well. */
function addresses(): readonly [string, string] {
  const block = (process.pid * 16 + made) % 2 ** 16
  made += 1
  const at = (host: number): string => `10.${64 + (block >> 14)}.${(block >> 6) & 255}.${((block & 63) << 2) | host}`
  return [at(1), at(2)]
}

/** A network of its own with one cable to this one, which can lose packets. Linux, root. */
export class LossyNet implements AsyncDisposable {
  /** Its name, for `ip netns exec`. */
  readonly name: string
  /** Address of this machine, seen from inside. */
  readonly outside: string
  /** The address of whoever is inside, seen from this machine. */
  readonly inside: string
  readonly #cable: string

  private constructor() {
    this.name = `pf${process.pid}n${made}`
    ;[this.outside, this.inside] = addresses()
    this.#cable = `v${this.name}`
    // Whoever ends without disposing takes it away as well.
    process.once('exit', this.#remove)
  }

  /** Throws where that is not allowed. */
  static async make(): Promise<LossyNet> {
    const net = new LossyNet()
    try {
      await run('ip', ['netns', 'add', net.name])
      await run('ip', ['link', 'add', net.#cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', net.name])
      await run('ip', ['addr', 'add', `${net.outside}/30`, 'dev', net.#cable])
      await run('ip', ['link', 'set', net.#cable, 'up'])
      await net.#exec('ip', 'addr', 'add', `${net.inside}/30`, 'dev', 'eth0')
      await net.#exec('ip', 'link', 'set', 'eth0', 'up')
      await net.#exec('ip', 'link', 'set', 'lo', 'up')
      await net.#exec('nft', 'add table inet weather')
      for (const hook of ['input', 'output'])
        await net.#exec('nft', `add chain inet weather ${hook} { type filter hook ${hook} priority 0 ; }`)
      return net
    } catch (error) {
      await net[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Of a hundred packets so many are lost from now on, each way. */
  async lose(percent: number): Promise<void> {
    for (const hook of ['input', 'output']) {
      await this.#exec('nft', `flush chain inet weather ${hook}`)
      if (percent > 0)
        await this.#exec('nft', `add rule inet weather ${hook} numgen random mod 100 < ${percent} counter drop`)
    }
  }

  /** From now on the kernel drops every packet to a port, or from it, or both. It is quiet about it: no answer, no reset. */
  async drop({ end, port }: CablePort, ...directions: readonly ('there' | 'back')[]): Promise<void> {
    const hooks = end === 'outside' ? { there: 'output', back: 'input' } : { there: 'input', back: 'output' }
    for (const direction of directions) {
      const side = direction === 'there' ? 'dport' : 'sport'
      await this.#exec('nft', `add rule inet weather ${hooks[direction]} tcp ${side} ${port} counter drop`)
    }
  }

  /** Packets that were lost since the last change. */
  async lost(): Promise<number> {
    const { stdout } = await this.#exec('nft', 'list table inet weather')
    return [...stdout.matchAll(/packets (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  }

  async #exec(...command: readonly string[]) {
    return await run('ip', ['netns', 'exec', this.name, ...command])
  }

  /** Its end of the cable goes with it. */
  readonly #remove = (): void => {
    spawnSync('ip', ['link', 'del', this.#cable])
    spawnSync('ip', ['netns', 'del', this.name])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.removeListener('exit', this.#remove)
    this.#remove()
  }
}
