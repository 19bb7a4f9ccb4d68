import type { House } from '../../house.ts'
import type { Doer, RoomChanges } from './changes.ts'
import { reopen } from './rules.ts'

/** Brings a direct message of two back to whoever closed it, because something happens in it. */
export async function reopenFor({ storage }: House, changes: RoomChanges, room: string, actor: Doer): Promise<void> {
  for (const target of await storage.read('room.closed-by', { room })) {
    await changes.make({ room, actor, target, decide: (facts) => reopen(facts, target) })
  }
}
