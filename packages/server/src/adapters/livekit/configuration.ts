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
}

const isLoopback = (address: string | null): boolean => address === '::1' || address?.startsWith('127.') === true

/**
 * The configuration of a LiveKit server (config-sample.yaml of v1.13.5; JSON is YAML). Rooms come about by this server
 * alone, and no codec is offered whose frames cannot be sealed (AV1).
 */
export function configurationOf({ ports, key, address, stun }: SfuSettings): string {
  const rtc = {
    udp_port: ports.udp,
    tcp_port: ports.tcp,
    use_external_ip: false,
    // Without any, those of a company would be handed out.
    stun_servers: stun.length > 0 ? stun : [`127.0.0.1:${ports.udp}`],
    ...(address === null ? {} : { node_ip: address }),
    ...(isLoopback(address) ? { enable_loopback_candidate: true } : {}),
  }
  const codecs = ['audio/opus', 'audio/red', 'video/vp8', 'video/h264', 'video/vp9']
  const room = { auto_create: false, enabled_codecs: codecs.map((mime) => ({ mime })), empty_timeout: 60 }
  return `${JSON.stringify({
    port: ports.signal,
    bind_addresses: ['127.0.0.1'],
    keys: { [key.id]: key.secret },
    rtc,
    room,
    logging: { json: true, level: 'warn' },
  })}\n`
}
