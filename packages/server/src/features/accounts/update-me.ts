import { updateMe as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { nameKey, tidyName } from './display-name.ts'
import type { FrontDesk } from './front-desk.ts'
import { selfOf } from './self.ts'

/** Changes the display name, and shows it to everybody who shares a room. */
export const updateMe = (desk: FrontDesk) =>
  handler(contract, async ({ input, actor: { user } }) => {
    const { storage, fanout } = desk
    const name = tidyName(input.name)
    await storage.apply('account.rename', { user, name, nameKey: nameKey(name) })
    const { profile } = await selfOf(desk, user)
    const rooms = (await storage.read('room.joined', { user })).map(({ room }) => room)
    const event = { type: 'profile', profile } as const
    fanout.publish({ kind: 'user', user, event })
    if (rooms.length > 0) fanout.publish({ kind: 'rooms', rooms, event, except: user })
    return { profile }
  })
