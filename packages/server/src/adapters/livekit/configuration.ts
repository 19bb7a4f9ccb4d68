import type { RedisAddress } from '../../redis-address.ts'

/** Ports of one SFU: its signalling and commands (TCP, this machine only), and its media. */
export interface SfuPorts {
  readonly signal: number
  readonly udp: number
  readonly tcp: number
}

/** By which it is told that somebody may do something. */
export interface SfuKey {
  readonly id: string
  /** 32 characters or more. */
  readonly secret: string
}

export interface SfuSettings {
  readonly ports: SfuPorts
  readonly key: SfuKey
  /** Where browsers reach its media; null: the addresses of this machine's networks. */
  readonly address: string | null
  /** `host:port` of STUN servers. */
  readonly stun: readonly string[]
  /** By which it is one with the SFUs of other nodes; null: it is alone. */
  readonly redis: RedisAddress | null
}

const isLoopback = (address: string | null): boolean => address === '::1' || address?.startsWith('127.') === true

const textOf = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`

/** LiveKit's own words for where Redis is. Over it the SFUs of one house are one: whoever is in a call finds its room. */
function redisOf(redis: RedisAddress) {
  const { username, password, tls } = redis
  const common = {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: { enabled: true, insecure: false } } : {}),
  }
  switch (redis.kind) {
    case 'single':
      return { ...common, address: textOf(redis.at), db: redis.database }
    case 'sentinel': {
      // The same words are tried with the sentinels.
      const known = password === null ? {} : { sentinel_password: password }
      return {
        ...common,
        ...known,
        sentinel_master_name: redis.master,
        sentinel_addresses: redis.at.map(textOf),
        db: redis.database,
      }
    }
    case 'cluster':
      return { ...common, cluster_addresses: redis.at.map(textOf) }
  }
}

/**
 * How often the SFU tries whether a line that was narrow carries more again. Left to itself it waits longer after each
 * try in vain, two minutes in the end, and pictures stay small for as long after the line is whole.
 */
const probing = { base_interval: '2s', max_interval: '2s' }

/**
 * When a larger picture that was paused counts as there again: packets of 3 half seconds, one after the other. Left to
 * itself the SFU waits ten seconds.
 */
const resumed = { samples_required: 5, cycles_required: 3, cycle_duration: '500ms' }

/**
 * The configuration of a LiveKit server (config-sample.yaml of v1.13.5; JSON is YAML as well). Rooms come about by this server
 * alone, and no codec is offered whose frames cannot be sealed (AV1).
 */
export function configurationOf({ ports, key, address, stun, redis }: SfuSettings): string {
  const rtc = {
    udp_port: ports.udp,
    tcp_port: ports.tcp,
    use_external_ip: false,
    // Without any, those of a company would be handed out.
    stun_servers: stun.length > 0 ? stun : [`127.0.0.1:${ports.udp}`],
    ...(address === null ? {} : { node_ip: address }),
    ...(isLoopback(address) ? { enable_loopback_candidate: true } : {}),
    // What each packet's delay says counts, not only what browsers estimate: a line that is whole again is used sooner.
    congestion_control: {
      use_send_side_bwe: true,
      send_side_bwe: { congestion_detector: { probe_regulator: probing } },
    },
  }
  const codecs = ['audio/opus', 'audio/red', 'video/vp8', 'video/h264', 'video/vp9']
  const room = { auto_create: false, enabled_codecs: codecs.map((mime) => ({ mime })), empty_timeout: 60 }
  const all = {
    port: ports.signal,
    bind_addresses: ['127.0.0.1'],
    keys: { [key.id]: key.secret },
    rtc,
    room,
    ...(redis === null ? {} : { redis: redisOf(redis) }),
    logging: { json: true, level: 'warn' },
  }
  // Numbers as keys are nothing that JSON has.
  const tracker = `{1: ${JSON.stringify(resumed)}, 2: ${JSON.stringify(resumed)}}`
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return `${lines.join('\n')}\nvideo: {stream_tracker_manager: {video: {packet_tracker: ${tracker}}}}\n`
}
