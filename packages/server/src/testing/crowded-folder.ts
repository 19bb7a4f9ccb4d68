import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStorage } from '../index.ts'
import { idOf } from '../ports/storage/cast.contract.ts'

const died = (error: Error): void => {
  throw error
}
const note = (name: string) => ({ id: idOf(name), body: '{"v":1,"kind":"created"}' })

/** A data folder with a public room of many people who are never there. */
export async function crowdedFolder(
  members: number,
): Promise<AsyncDisposable & { readonly folder: string; readonly room: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const storage = await openSqliteStorage({ folder, freshEpoch: 'crowded', died })
  const users = Array.from({ length: members }, (_, n) => idOf(`p${n}`))
  await Promise.all(
    users.map((user, n) =>
      storage.apply('account.create', {
        user,
        kind: 'account',
        handle: { text: `p${n}`, skeleton: `p${n}` },
        name: `Person ${n}`,
        nameKey: `person ${n}`,
        password: null,
        passkey: null,
        session: null,
        admittance: { kind: 'import' },
        entryId: idOf(`e${n}`),
        at: 1,
      }),
    ),
  )
  const room = idOf('crowded')
  await storage.apply('room.create', {
    id: room,
    kind: 'public',
    name: 'Crowd',
    topic: '',
    directKey: null,
    by: idOf('p0'),
    device: idOf('d0'),
    at: 1,
    created: note('created'),
    members: users.map((user, n) => ({
      user,
      role: n === 0 ? 'owner' : 'member',
      joined: { ...note(`j${n}`), body: JSON.stringify({ v: 1, kind: 'joined', user }) },
    })),
    sealed: null,
    history: 'joined',
    voice: false,
  })
  await storage[Symbol.asyncDispose]()
  return { folder, room, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
