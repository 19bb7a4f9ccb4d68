import { ParleyError } from '@parley/protocol'
import type { Client, Stop } from '../client.ts'
import { pause, systemClock } from '../clock.ts'

/** Milliseconds before a second try, and at most; each pause is twice as long. */
const first = 1000
const longest = 60_000

/** Joins every room that this client is invited to, now and from now on, until the answer is called. */
export function acceptInvitations(client: Client): Stop {
  const joining = new Set<string>()
  let isStopped = false
  const isInvited = (room: string): boolean =>
    client.rooms.get().some(({ id, state }) => id === room && state === 'invited')

  async function join(room: string): Promise<void> {
    for (let wait = first; !isStopped && isInvited(room); wait = Math.min(longest, wait * 2)) {
      try {
        return await client.room(room).change({ kind: 'join' })
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error
        await pause(systemClock, wait)
      }
    }
  }

  function look(): void {
    for (const { id, state } of client.rooms.get()) {
      if (state !== 'invited' || joining.has(id)) continue
      joining.add(id)
      void join(id).finally(() => joining.delete(id))
    }
  }

  const stop = client.rooms.subscribe(look)
  look()
  return () => {
    isStopped = true
    stop()
  }
}
