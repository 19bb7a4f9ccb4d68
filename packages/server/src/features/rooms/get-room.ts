import { getRoom as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'

/** What a room is, for whoever may know of it. */
export const getRoom = () =>
  handler(contract, async ({ access: { room, kind, name, topic, members, state } }) => ({
    id: room,
    kind,
    name,
    topic,
    members,
    joined: state === 'joined',
  }))
