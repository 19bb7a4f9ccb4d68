import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const programs = ['ip', 'nft', 'tc']
const mark = 'parley-'
const isInstalled = (program: string): boolean => ['/usr/sbin', '/sbin'].some((at) => existsSync(`${at}/${program}`))

function whyNot(): string | null {
  if (process.platform !== 'linux') return 'only Linux has them'
  if (process.getuid?.() !== 0) return 'only root may make them'
  const missing = programs.filter((program) => !isInstalled(program))
  if (missing.length > 0) return `${missing.join(', ')} not found (packages iproute2 and nftables)`
  return whatFails()
}

/** Makes a small one, as in a container that may not: what the first refused step says; null: all is allowed. */
function whatFails(): string | null {
  const name = `${mark}${process.pid}-probe`
  const inside = ['netns', 'exec', name]
  const rule = 'table ip t { chain c { type nat hook postrouting priority srcnat; masquerade fully-random; }; }'
  const steps = [
    ['netns', 'add', name],
    ['-n', name, 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far'],
    [...inside, 'nft', rule],
    [
      ...inside,
      'tc',
      'qdisc',
      'add',
      'dev',
      'near',
      'root',
      'tbf',
      'rate',
      '300kbit',
      'burst',
      '8kb',
      'latency',
      '300ms',
    ],
  ]
  const ask = (words: readonly string[]) => spawnSync('ip', words, { encoding: 'utf8' })
  const refused = steps
    .values()
    .map(ask)
    .find(({ status }) => status !== 0)
  ask(['netns', 'del', name])
  return refused ? `the kernel refuses: ${refused.stderr.trim()}` : null
}

/** Why this machine makes no networks of its own; null: it does. */
export const noNets: string | null = whyNot()

const run = promisify(execFile)

const isAlive = (pid: string): boolean => existsSync(`/proc/${pid}`)

/** Takes away the networks of whoever was killed before they could. */
async function sweep(): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'list'])
  for (const [name] of stdout.matchAll(new RegExp(`^${mark}\\d+-\\w+`, 'gm'))) {
    // Another one may sweep as well.
    if (!isAlive(name.split('-')[1] ?? '')) await run('ip', ['netns', 'del', name]).catch(() => undefined)
  }
}

/** A network of its own on this machine, with nothing in it but itself. Linux, root. */
export class Net implements AsyncDisposable {
  /** Words before a program that is to run in it. */
  readonly within: readonly string[]
  readonly #name: string

  private constructor(name: string) {
    this.#name = name
    this.within = ['ip', 'netns', 'exec', name]
    // Whoever ends without disposing takes it away as well.
    process.once('exit', this.#remove)
  }

  static async make(): Promise<Net> {
    await sweep()
    const net = new Net(`${mark}${process.pid}-${randomBytes(4).toString('hex')}`)
    await run('ip', ['netns', 'add', net.#name])
    await net.link('set lo up')
    return net
  }

  /** `ip link` in it. */
  async link(words: string): Promise<void> {
    await run('ip', ['-n', this.#name, 'link', ...words.split(' ')])
  }

  /** A cable to another one. Each end has the name that is given for it there. */
  async cable(end: string, other: Net, otherEnd: string): Promise<void> {
    await this.link(`add ${end} type veth peer name ${otherEnd} netns ${other.#name}`)
  }

  /** Gives an end of a cable an address with the length of its network, `10.0.0.1/24`, and switches it on. */
  async address(end: string, address: string): Promise<void> {
    await run('ip', ['-n', this.#name, 'addr', 'add', address, 'dev', end])
    await this.link(`set ${end} up`)
  }

  /** Where everything else is: `via 10.0.0.1`, or at the end of a cable, `dev street`. */
  async elsewhere(way: string): Promise<void> {
    await run('ip', ['-n', this.#name, 'route', 'add', 'default', ...way.split(' ')])
  }

  /** Sets a value of the kernel. */
  async set(name: string, value: number): Promise<void> {
    await run('ip', ['netns', 'exec', this.#name, 'sysctl', '-qw', `${name}=${value}`])
  }

  /** Rules of its firewall, in the words of nft. */
  async rules(text: string): Promise<void> {
    await run('ip', ['netns', 'exec', this.#name, 'nft', text])
  }

  /** Kilobits per second that leave by an end of a cable; null: as many as there are. */
  async narrow(end: string, rate: number | null): Promise<void> {
    const change = rate === null ? 'del' : 'replace'
    const how = rate === null ? [] : ['tbf', 'rate', `${rate}kbit`, 'burst', '8kb', 'latency', '300ms']
    await run('tc', ['-n', this.#name, 'qdisc', change, 'dev', end, 'root', ...how])
  }

  readonly #remove = (): void => void spawnSync('ip', ['netns', 'del', this.#name])

  async [Symbol.asyncDispose](): Promise<void> {
    process.removeListener('exit', this.#remove)
    this.#remove()
  }
}
