import type { Client } from '../client.ts'
import { until } from '../readable.ts'

/** Why what a room shows as closed cannot be read, in order. */
export const reasons = (client: Client, room: string): readonly string[] =>
  client
    .room(room)
    .timeline.get()
    .items.flatMap(({ content }) => (content.kind === 'unreadable' ? [content.why] : []))

/** Waits until so many entries of a room are shown as closed. */
export const closed = (client: Client, room: string, many: number): Promise<unknown> =>
  until(client.room(room).timeline, () => reasons(client, room).length === many)
