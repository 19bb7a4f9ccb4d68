import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { linkOf, type Membership, type Seat, snapshotOf } from '@parley/e2ee/membership'
import type { Vault } from '@parley/e2ee/vault'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { until } from '../readable.ts'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'
import { memoryStore } from '../store/memory.ts'
import { comer, inside, knock, linkInto, privateRoom, waits } from '../testing/comers.ts'
import { live, meetIn, Town } from '../testing/town.ts'
import { idOf, listed } from '../testing/who.ts'

/** What an operator does to the database while nobody looks. */
async function tamper(town: Town, sql: string, ...values: readonly string[]): Promise<void> {
  await town.stop()
  const db = new DatabaseSync(join(town.folder, 'parley.db'))
  db.prepare(sql).run(...values)
  db.close()
  await town.begin()
}

/** A device that says something else than it should, and whose keys are in the hands of the test. */
function twisted(twist: (type: string, content: object) => object): { readonly open: OpenVault; vault: Vault | null } {
  const held: { readonly open: OpenVault; vault: Vault | null } = {
    vault: null,
    async open(owner, store, courier) {
      const vault = await lazyVault(owner, store, courier)
      const whisper = vault.whisper.bind(vault)
      vault.whisper = (to, type, content) => whisper(to, type, twist(type, content as object))
      held.vault = vault
      return vault
    },
  }
  return held
}

test('the server gives a link more uses than the room’s log does: of two newcomers at once one comes in', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room, { uses: 1 })
  await tamper(town, 'UPDATE invites SET uses_left = 9')
  await live(ada)
  const [kim, lou] = await Promise.all([comer(town, 'kim', link), comer(town, 'lou', link)])
  const ends = [kim, lou].map(async (one) => {
    const rooms = await until(one.rooms, (all) =>
      all.some(({ id, state, name, waiting }) => id === room && (waiting === 'ended' || (state === 'joined' && name))),
    )
    return rooms.find(({ id }) => id === room)?.waiting
  })
  expect((await Promise.all(ends)).sort()).toEqual(['ended', null])
})

test('a link that has expired by the clock of the member lets nobody in, whatever the server says', async () => {
  await using town = await Town.open()
  let ahead = 0
  const ada = await town.person('ada', { clock: { ...systemClock, now: () => Date.now() + ahead } })
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  ahead = 2 * 3_600_000
  const kim = await comer(town, 'kim', link)
  await waits(kim, room, 'ended')
})

test('the server’s own person waits before a room, and repeats the proof of another: nobody lets them in', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  let seen = {}
  const honest = twisted((type, content) => {
    if (type === 'parley.knock') seen = content
    return content
  })
  const kim = await comer(town, 'kim', link, { openVault: honest.open })
  await inside(kim, room)
  const forger = twisted((type, content) => (type === 'parley.knock' ? { ...seen, turn: 0 } : content))
  const eve = await comer(town, 'eve', { ...link, sealed: null }, { openVault: forger.open })
  await listed(eve, room)
  await forger.vault?.whisper([{ user: idOf(ada) }], 'parley.knock', seen)
  const lou = await comer(town, 'lou', link)
  await inside(lou, room)
  const { members } = await ada.call('rooms.members', { room, after: null })
  const states = new Map(members.map(({ profile, state }) => [profile.name, state]))
  expect(states).toEqual(
    new Map([
      ['ada', 'joined'],
      ['kim', 'joined'],
      ['lou', 'joined'],
      ['eve', 'invited'],
    ]),
  )
})

/** A room under an id that says of itself what its teller wants. */
function falseRoom(room: string, teller: string, key: string, members: readonly (readonly [string, string])[]) {
  const joined = (one: string): Seat => ({ state: 'joined', role: 'member', key: one, since: 1 })
  const state: Membership = {
    room,
    seen: 999,
    heads: [{ index: 999, hash: 'f'.repeat(43) }],
    policy: { invite: 'member', write: 'member', history: 'joined' },
    about: { name: 'False', topic: '' },
    seats: new Map([[teller, joined(key)], ...members.map(([user, own]): [string, Seat] => [user, joined(own)])]),
    links: new Map(),
    gone: new Set(),
  }
  return snapshotOf(state)
}

test('the server’s own person tells a room, to a newcomer and to a member: neither believes them', async () => {
  await using town = await Town.open()
  const store = memoryStore()
  const ada = await town.person('ada', { store })
  const ben = await town.person('ben')
  const held = twisted((_, content) => content)
  const eve = await town.person('eve', { openVault: held.open })
  const room = await privateRoom(ada, 'True')
  const link = await linkInto(ada, room, { uses: 2 })
  await ben.call('invites.accept', { token: link.token })
  await knock(ben, link)
  await inside(ben, room)
  await ada.close()
  await meetIn(eve, ben)
  const kim = await comer(town, 'kim', { ...link, sealed: null })
  const hall = await meetIn(eve, kim)
  expect(hall).not.toBe(room)
  await ben.close()
  await knock(kim, link)
  await waits(kim, room, 'asking')
  await tamper(town, 'UPDATE members SET invited_by = ? WHERE invited_by IS NOT NULL', idOf(eve))
  await Promise.all([live(kim), live(eve)])
  const keys = await held.vault?.freshIdentities([idOf(eve), idOf(kim)])
  const snapshot = falseRoom(room, idOf(eve), keys?.get(idOf(eve)) ?? '', [[idOf(kim), keys?.get(idOf(kim)) ?? '']])
  const to = [{ user: idOf(kim) }]
  await held.vault?.whisper(to, 'parley.snapshot', snapshot)
  await held.vault?.whisper(to, 'parley.welcome', { room, link: 'e'.repeat(43), snapshot })
  const back = town.engine({ store })
  await until(kim.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))
  expect(kim.rooms.get().find(({ id }) => id === room)).toMatchObject({ name: 'True', state: 'joined' })
  await held.vault?.whisper(to, 'parley.snapshot', snapshot)
  await back.room(room).change({ kind: 'about', name: 'Still true', topic: '' })
  await until(kim.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name === 'Still true'))
})

test('row 20: the secret of a link and its public key are in no file of the server and in no frame', async () => {
  await using town = await Town.open()
  const travelled: string[] = []
  class Wiretap extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => travelled.push(String(data)))
    }
    override send(data: string): void {
      travelled.push(data)
      super.send(data)
    }
  }
  const posted: typeof fetch = async (input, init) => {
    travelled.push(String(input), String(init?.body ?? ''))
    return await fetch(input, init)
  }
  const options = { WebSocket: Wiretap, fetch: posted }
  const ada = await town.person('ada', options)
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  const kim = await comer(town, 'kim', link, options)
  await inside(kim, room)
  const secret = link.sealed?.secret ?? ''
  const wanted = [secret, await linkOf(secret)].flatMap((text) => [text, text.slice(4, -4)])
  expect(wanted.every((text) => text.length > 30)).toBe(true)
  for (const found of wanted) expect(travelled.some((frame) => frame.includes(found))).toBe(false)
  expect(travelled.some((frame) => frame.includes(link.token))).toBe(true)
  await town.stop()
  for (const file of await readdir(town.folder)) {
    const bytes = await readFile(join(town.folder, file))
    for (const found of wanted) expect(bytes.includes(found), file).toBe(false)
  }
  await town.begin()
})
