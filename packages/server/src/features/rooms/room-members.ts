import { roomMembers as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

const page = 200

/** A page of members and invited people. */
export const roomMembers = ({ storage }: House) =>
  handler(contract, async ({ input: { room, after } }) => {
    const members = await storage.read('room.members', { room, after, limit: page + 1 })
    return { members: members.slice(0, page), more: members.length > page }
  })
