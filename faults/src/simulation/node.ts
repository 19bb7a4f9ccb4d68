import { generateKeyPairSync } from 'node:crypto'
import { type CommandName, ParleyError } from '@parley/protocol'
import { type Config, type Ports, readConfig } from '@parley/server'
import {
  type Clock,
  type Core,
  type Fanout,
  type Features,
  type Gatekeeper,
  type House,
  type Keys,
  memoryCallBoard,
  memoryPresenceBoard,
  meshRouter,
  openCore,
  openFeatures,
  openHouse,
} from '@parley/server/inside'
import type { Cable } from './cable.ts'
import type { Chance } from './chance.ts'
import type { Life } from './life.ts'
import type { NodeStorage } from './node-storage.ts'
import { ServedSocket, type WirePlant } from './served-socket.ts'

/** Seconds that a simulated access token lives, as a real one does. */
const accessLives = 300

function freshKeys(): Keys {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { signing: [{ kid: 'simulated', jwk: { kty: 'OKP', crv: 'Ed25519', x, d } }], refresh: new Uint8Array(32) }
}

/** Nothing that is told depends on them: no token is signed here. */
const keys = freshKeys()
const wide = { PARLEY_OUTBOX_BYTES: '65536', PARLEY_COMMANDS_PER_SECOND: '100000', PARLEY_COMMANDS_BURST: '100000' }
const fast = { PARLEY_MESSAGES_PER_SECOND: '100000', PARLEY_MESSAGES_BURST: '100000' }

/** The settings of a simulated server. `isStrict`: messages are limited as they are without a setting. */
export const configOf = (isStrict: boolean): Config => readConfig({ ...wide, ...(isStrict ? {} : fast) }, [])

export interface NodeParts {
  readonly clock: Clock
  readonly chance: Chance
  readonly config: Config
  readonly storage: NodeStorage
  readonly fanout: Fanout
  readonly dress: (ports: Ports) => Ports
  /** Told of what must not happen inside. */
  readonly failed: (error: unknown) => void
  /** Told of each socket that has ended, as far as this node knows. */
  readonly closed: (device: string, code: number) => void
  readonly wire: WirePlant
}

/** Nobody signs anything: a simulated access token says itself whose it is and when it ends. */
function gatekeeperOf(real: Gatekeeper, { storage, clock }: Ports): Gatekeeper {
  return {
    redeem: (ticket) => real.redeem(ticket),
    async authenticate(access) {
      const [device = '', ends] = access.split(' ')
      const live = Number(ends) > clock.now() ? await storage.read('session.live', { device }) : null
      return live && { actor: { user: live.user, device, kind: live.is }, ends: Number(ends) }
    },
  }
}

/** One server process: everything that a real one is made of, but for HTTP and WebSockets. */
export class SimulatedNode {
  readonly life: Life
  readonly storage: NodeStorage
  readonly #house: House
  readonly #features: Features
  readonly #core: Core
  readonly #parts: Pick<NodeParts, 'closed' | 'wire'>
  readonly #sockets = new Set<ServedSocket>()

  private constructor(life: Life, parts: NodeParts, house: House, features: Features) {
    this.life = life
    this.storage = parts.storage
    this.#parts = parts
    this.#house = house
    this.#features = features
    this.#core = openCore(house, features)
  }

  static async start(life: Life, parts: NodeParts): Promise<SimulatedNode> {
    const { clock, chance, config, storage, fanout, dress, failed } = parts
    const randomness = { bytes: (count: number) => chance.bytes(count), fraction: () => chance.fraction() }
    const media = meshRouter(config.calls, clock)
    const presence = memoryPresenceBoard()
    const calls = memoryCallBoard()
    const ports = dress({ storage, keys, fanout, presence, calls, media, clock, randomness })
    const log = { warn: () => undefined, error: ({ err }: { err: unknown }) => failed(err) } as unknown as House['log']
    const house = openHouse(ports, config, log)
    const features = await openFeatures(house)
    storage.isStarting = false
    const gatekeeper = gatekeeperOf(features.gatekeeper, ports)
    return new SimulatedNode(life, parts, house, { ...features, gatekeeper })
  }

  /** Sockets that are open as far as this node knows. */
  get sockets(): ReadonlySet<ServedSocket> {
    return this.#sockets
  }

  /** A WebSocket that comes with a ticket; null: it is refused. */
  async accept(ticket: string, cable: Cable, device: string): Promise<ServedSocket | null> {
    if (this.#house.gate.refusal()) return null
    const admission = await this.#features.gatekeeper.redeem(ticket)
    if (!admission || this.life.isOver) return null
    const { newId, clock, delivery } = this.#house
    const ended = (socket: ServedSocket, code: number): void => {
      if (this.#sockets.delete(socket)) this.#parts.closed(device, code)
    }
    const { wire } = this.#parts
    const shared = { id: newId(), admission, cable, clock, delivery, core: this.#core, device, ended, wire }
    const socket = new ServedSocket(shared, this.#house.config.outboxBytes)
    this.#sockets.add(socket)
    socket.begin()
    return socket
  }

  /** The process ends without a word. */
  end(): void {
    this.storage.end()
    this.life.end()
    for (const { device } of this.#sockets) this.#parts.closed(device, 1006)
  }

  /** A command by POST. Rejects with a `ParleyError`. */
  async call(name: CommandName, input: unknown, access: string | null): Promise<unknown> {
    const admission = access === null ? null : await this.#features.gatekeeper.authenticate(access)
    if (access !== null && !admission) throw new ParleyError('unauthenticated')
    const cookie = { value: null, set: () => undefined }
    const caller = { address: '127.0.0.1', agent: '', connection: null, cookie }
    return await this.#core.dispatch.call(name, input, admission?.actor ?? null, caller)
  }

  /** What a device gets for its session, in place of what a cookie is traded for. */
  async grant(device: string): Promise<unknown> {
    const live = await this.#house.storage.read('session.live', { device })
    if (!live) throw new ParleyError('unauthenticated')
    const ends = this.#house.clock.now() + accessLives * 1000
    return { user: live.user, device, access: `${device} ${ends}`, expiresIn: accessLives }
  }
}
