import type { IceServer, OutputOf } from '@parley/protocol'

/** How media is to travel, as the server says. */
export type Route = OutputOf<'calls.join'>['route']

/** The servers by which a path is found, as browsers take them. */
export const rtcServers = (servers: readonly IceServer[]): RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))
