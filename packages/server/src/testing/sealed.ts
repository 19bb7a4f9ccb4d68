import { randomBytes } from 'node:crypto'
import type { InputOf, SealedLine } from '@parley/protocol'
import type { Person } from './person.ts'

/** As long as the hash that the id of such a room is. */
const newId = (): string => randomBytes(32).toString('base64url')

/** What makes a sealed room. The server does not look into genesis and lines, so any text will do. */
export const sealedRoom = (id: string = newId(), lines: string[] = []): InputOf<'rooms.create'> => ({
  id,
  kind: 'private',
  genesis: `how ${id} begins`,
  lines,
})

/** What finds or makes the direct message with these people. */
export function directWith(...others: readonly Pick<Person, 'user'>[]): InputOf<'rooms.direct'> {
  const id = newId()
  return { users: others.map(({ user }) => user), id, genesis: `how ${id} begins` }
}

/** The line that the membership log of a room goes on with, as one of its members or the invited sees it. */
export async function nextLine(who: Person, room: string): Promise<SealedLine> {
  for (let last = 0; ; ) {
    const { lines, more } = await who.call('rooms.lines', { room, after: last })
    last = lines.at(-1)?.index ?? last
    if (!more) return { index: last + 1, body: `line ${last + 1}` }
  }
}
