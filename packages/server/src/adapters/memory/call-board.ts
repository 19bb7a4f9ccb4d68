import type { CallBoard, SharedCall } from '../../ports/call-board.ts'

/** The calls of a house of one node. */
export function memoryCallBoard(): CallBoard {
  const calls = new Map<string, SharedCall>()
  /** The call that is not over in a room. */
  const open = new Map<string, string>()

  function inTheWay({ id, room, version, isOver }: SharedCall): SharedCall | null {
    const known = calls.get(id)
    if (known) return known.version === version - 1 ? null : known
    return isOver ? null : (calls.get(open.get(room) ?? '') ?? null)
  }

  return {
    async put(call) {
      const other = inTheWay(call)
      if (other) return { ok: false, other }
      calls.set(call.id, call)
      if (!call.isOver) open.set(call.room, call.id)
      else if (open.get(call.room) === call.id) open.delete(call.room)
      return { ok: true }
    },
    get: async (id) => calls.get(id) ?? null,
    all: async () => [...calls.values()],
    async forget(ids) {
      for (const id of ids) if (calls.get(id)?.isOver) calls.delete(id)
    },
  }
}
