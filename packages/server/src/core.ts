import { heartbeatEvery } from '@parley/protocol'
import type { Features } from './features/features.ts'
import { carryFrame } from './gateway/carry-frame.ts'
import type { Connection } from './gateway/connection.ts'
import { Dispatch } from './gateway/dispatch.ts'
import { Frame } from './gateway/frame.ts'
import { keepLists } from './gateway/lists.ts'
import { keepFresh } from './gateway/refresh.ts'
import { Uplink } from './gateway/uplink.ts'
import type { House } from './house.ts'

/** What every way into a house ends at, whatever carries it. */
export interface Core {
  readonly dispatch: Dispatch
  readonly uplink: Uplink
  /** The first frame of a connection. */
  readonly welcome: (connection: Connection) => Frame
}

function welcomeOf({ storage, clock, config }: House) {
  return ({ id, actor }: Connection): Frame =>
    new Frame({
      type: 'welcome',
      protocol: 1,
      epoch: storage.epoch,
      user: actor.user,
      device: actor.device,
      connection: id,
      now: clock.now(),
      limits: config.limits,
      heartbeat: heartbeatEvery,
    })
}

/** Ties the features of a house to its connections. */
export function openCore(house: House, { handlers, gatekeeper, snapshots, watchers }: Features): Core {
  const { config, storage, clock, fanout, delivery, log, rates } = house
  const carry = carryFrame({
    delivery,
    elsewhere: config.redis ? fanout : null,
    carry: (connection, frame) => uplink.carry(connection, frame),
  })
  const dispatch = new Dispatch({ handlers: { ...handlers, 'connection.frame': carry }, storage, rates, log })
  const uplink = new Uplink({ dispatch, delivery, gatekeeper, clock, storage, snapshots, limits: config.limits })
  for (const watcher of watchers) delivery.watch(watcher)
  keepFresh(fanout, { storage, clock, delivery, snapshots })
  keepLists({ storage, clock, delivery, snapshots })
  return { dispatch, uplink, welcome: welcomeOf(house) }
}
