import { beforeEach, describe, expect, test } from 'vitest'
import {
  brought,
  directOf,
  done,
  genesisOf,
  lineOf,
  type Person,
  person,
  reborn,
  roomOf,
  tried,
  whyNot,
} from '../testing/room.ts'
import { audienceOf, differenceTo } from './audience.ts'
import { compareHeads } from './heads.ts'
import { linkOf, linkTag, makeLinkKeys, proveLink } from './link-proof.ts'
import { found, headOf, type Membership } from './membership.ts'
import { openLine } from './open-line.ts'
import { beginFrom, Snapshot, snapshotOf } from './snapshot.ts'
import { step } from './step.ts'

let [ann, bo, cy, eve]: Person[] = []
let room: Membership
const known = (...people: (Person | undefined)[]) => new Map(people.flatMap((one) => (one ? [[one.id, one.key]] : [])))
const who = (one: Person | undefined): Person => {
  if (!one) throw new Error('nobody')
  return one
}
const cast = () => ({ ann: who(ann), bo: who(bo), cy: who(cy), eve: who(eve) })

beforeEach(async () => {
  ;[ann, bo, cy, eve] = [person(), person(), person(), person()]
  room = await brought(await roomOf(ann), ann, bo)
})

describe('what the server may try', () => {
  test('it invents a room under a known id', async () => {
    const { ann, eve } = cast()
    expect(await found(room.room, genesisOf(eve))).toBeNull()
    expect(await found(room.room, genesisOf(ann, { ...room.policy, invite: 'owner' }))).toBeNull()
    expect(await found(room.room, genesisOf(ann))).not.toBeNull()
  })

  test('it adds a ghost member', () => {
    const { ann, bo, eve } = cast()
    expect(audienceOf(room, known(ann, bo, eve)).admitted).toEqual([ann.id, bo.id])
    expect(differenceTo(room, new Set([ann.id, bo.id, eve.id]))).toEqual({ ghosts: [eve.id], hidden: [] })
  })

  test('it hides a member', () => {
    const { ann, bo } = cast()
    expect(differenceTo(room, new Set([ann.id]))).toEqual({ ghosts: [], hidden: [bo.id] })
  })

  test('it swaps a person’s identity', async () => {
    const { ann, bo } = cast()
    const other = reborn(bo)
    expect(audienceOf(room, known(ann, other))).toEqual({
      admitted: [ann.id],
      held: [{ user: bo.id, why: 'other-identity' }],
    })
    expect(audienceOf(room, known(ann)).held).toEqual([{ user: bo.id, why: 'no-identity' }])
    const confirmed = await done(room, ann, { kind: 'confirm', user: bo.id, key: other.key })
    expect(audienceOf(confirmed, known(ann, other)).held).toEqual([])
  })

  test('it signs as a member with another key', async () => {
    const { ann, cy } = cast()
    const invite = { kind: 'invite', user: cy.id, key: cy.key } as const
    expect(await whyNot(room, reborn(ann), invite)).toBe('other-identity')
    const unsigned = await openLine({ index: room.seen + 1, content: lineOf(room, invite), by: ann.id, byKey: null })
    expect(step(room, unsigned)).toMatchObject({ kind: 'refused', why: 'other-identity' })
  })

  test('it takes an invited person’s place with another key', async () => {
    const { ann, cy } = cast()
    const invited = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    expect(await whyNot(invited, reborn(cy), { kind: 'join' })).toBe('other-identity')
    expect(await whyNot(invited, cy, { kind: 'join' })).toBeNull()
  })

  test('it leaves out a leaf', async () => {
    const { ann, bo } = cast()
    const without = await done(room, ann, { kind: 'remove', user: bo.id })
    const content = lineOf(without, { kind: 'policy', policy: room.policy })
    const later = await openLine({ index: without.seen + 1, content, by: ann.id, byKey: ann.key })
    expect(step(room, later)).toEqual({ kind: 'stopped', missing: room.seen + 1 })
  })

  test('it replays an entry under a later index, or in another room', async () => {
    const { ann, cy } = cast()
    const content = lineOf(room, { kind: 'invite', user: cy.id, key: cy.key })
    const opened = async (index: number) => await openLine({ index, content, by: ann.id, byKey: ann.key })
    const first = step(room, await opened(room.seen + 1))
    if (first.kind !== 'accepted') throw new Error(first.kind)
    expect(step(first.state, await opened(room.seen + 1))).toEqual({ kind: 'known' })
    expect(step(first.state, await opened(first.state.seen + 1))).toMatchObject({ kind: 'refused', why: 'wrong-index' })
    const elsewhere = await roomOf(ann, { ...room.policy, write: 'owner' })
    const there = await openLine({ index: 1, content: { ...content, index: 1 }, by: ann.id, byKey: ann.key })
    expect(step(elsewhere, there)).toMatchObject({ kind: 'refused', why: 'wrong-room' })
  })

  test('it shows two members two rooms', async () => {
    const { ann, cy, eve } = cast()
    const one = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    const other = await done(room, ann, { kind: 'invite', user: eve.id, key: eve.key })
    expect(compareHeads(one, headOf(other))).toBe('forked')
    expect(compareHeads(one, headOf(one))).toBe('same')
    expect(compareHeads(one, headOf(room))).toBe('behind')
    expect(compareHeads(room, headOf(one))).toBe('ahead')
  })

  test('it gives the same words to two people under one index', async () => {
    const { ann, cy, eve } = cast()
    const both = await done(await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key }), ann, {
      kind: 'invite',
      user: eve.id,
      key: eve.key,
    })
    const [one, other] = [await done(both, cy, { kind: 'join' }), await done(both, eve, { kind: 'join' })]
    expect(compareHeads(one, headOf(other))).toBe('forked')
  })

  test('it shows some that a line was refused and others that it was accepted', async () => {
    const { ann, bo, cy } = cast()
    const refused = await tried(room, bo, { kind: 'remove', user: ann.id })
    if (refused.kind !== 'refused') throw new Error(refused.kind)
    const accepted = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    expect(compareHeads(refused.state, headOf(accepted))).toBe('forked')
  })

  test('it gives a newcomer a snapshot of its own', async () => {
    const { ann, bo, eve } = cast()
    const snapshot = Snapshot.parse(JSON.parse(JSON.stringify(snapshotOf(room))))
    const from = (by: Person, byKey: string | null = by.key) =>
      beginFrom(snapshot, { room: room.room, by: by.id, byKey })
    expect(from(eve)).toBe('not-by-a-member')
    expect(from(ann, eve.key)).toBe('not-by-a-member')
    expect(from(ann, null)).toBe('not-by-a-member')
    expect(beginFrom(snapshot, { room: headOf(room).hash, by: ann.id, byKey: ann.key })).toBe('other-room')
    const begun = from(ann)
    if (typeof begun === 'string') throw new Error(begun)
    expect(compareHeads(begun, headOf(room))).toBe('same')
    // One that lies about who is in contradicts what everybody else says.
    const lied = { ...snapshot, head: { ...snapshot.head, hash: begun.room } }
    const deceived = beginFrom(lied, { room: room.room, by: bo.id, byKey: bo.key })
    if (typeof deceived === 'string') throw new Error(deceived)
    expect(compareHeads(deceived, headOf(room))).toBe('forked')
  })
})

describe('what members may try', () => {
  test('a member raises themselves, or removes somebody of their rank', async () => {
    const { ann, bo, cy } = cast()
    const three = await brought(room, ann, cy)
    expect(await whyNot(three, bo, { kind: 'role', user: bo.id, role: 'owner' })).toBe('not-allowed')
    expect(await whyNot(three, bo, { kind: 'remove', user: cy.id })).toBe('not-allowed')
    expect(await whyNot(three, bo, { kind: 'policy', policy: room.policy })).toBe('not-allowed')
    const moderated = await done(three, ann, { kind: 'role', user: bo.id, role: 'moderator' })
    expect(await whyNot(moderated, bo, { kind: 'ban', user: ann.id })).toBe('not-allowed')
    expect(await whyNot(moderated, bo, { kind: 'role', user: cy.id, role: 'moderator' })).toBe('not-allowed')
    expect(await whyNot(moderated, bo, { kind: 'remove', user: cy.id })).toBeNull()
  })

  test('a member confirms a false identity of an owner, to act as one', async () => {
    const { ann, bo } = cast()
    expect(await whyNot(room, bo, { kind: 'confirm', user: ann.id, key: reborn(ann).key })).toBe('not-allowed')
    expect(await whyNot(room, bo, { kind: 'confirm', user: bo.id, key: reborn(bo).key })).toBe('wrong-subject')
  })

  test('a removed or banned member goes on', async () => {
    const { ann, bo, cy } = cast()
    const speak = { kind: 'invite', user: cy.id, key: cy.key } as const
    const removed = await done(room, ann, { kind: 'remove', user: bo.id })
    expect(await whyNot(removed, bo, speak)).toBe('not-a-member')
    const banned = await done(room, ann, { kind: 'ban', user: bo.id })
    expect(await whyNot(banned, bo, speak)).toBe('not-a-member')
    expect(await whyNot(banned, ann, { kind: 'invite', user: bo.id, key: bo.key })).toBe('banned')
    const pardoned = await done(banned, ann, { kind: 'unban', user: bo.id })
    expect(await whyNot(pardoned, ann, { kind: 'invite', user: bo.id, key: bo.key })).toBeNull()
  })

  test('one who left comes back by their old invitation', async () => {
    const { ann, bo, cy } = cast()
    expect(await whyNot(await done(room, bo, { kind: 'leave' }), bo, { kind: 'join' })).toBe('not-a-member')
    const invited = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    expect(await whyNot(await done(invited, cy, { kind: 'leave' }), cy, { kind: 'join' })).toBe('not-a-member')
    expect(await whyNot(room, bo, { kind: 'join' })).toBe('wrong-subject')
  })

  test('somebody invited acts before they joined', async () => {
    const { ann, bo, cy, eve } = cast()
    const invited = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    expect(await whyNot(invited, cy, { kind: 'invite', user: eve.id, key: eve.key })).toBe('not-a-member')
    expect(await whyNot(invited, bo, { kind: 'remove', user: cy.id })).toBe('not-allowed')
    expect(await whyNot(invited, ann, { kind: 'remove', user: cy.id })).toBeNull()
  })

  test('the last owner leaves and nobody can moderate', async () => {
    const { ann, bo } = cast()
    expect(await whyNot(room, ann, { kind: 'leave' })).toBe('last-owner')
    expect(await whyNot(room, ann, { kind: 'role', user: ann.id, role: 'member' })).toBe('last-owner')
    const named = await done(room, ann, { kind: 'role', user: bo.id, role: 'owner' })
    expect(await whyNot(named, ann, { kind: 'leave' })).toBeNull()
    expect(await whyNot(await roomOf(ann), ann, { kind: 'leave' })).toBeNull()
  })

  test('somebody invited comes into a room that everybody has left', async () => {
    const { ann, cy } = cast()
    const alone = await done(await roomOf(ann), ann, { kind: 'invite', user: cy.id, key: cy.key })
    const over = await done(alone, ann, { kind: 'leave' })
    expect(await whyNot(over, cy, { kind: 'join' })).toBe('not-a-member')
  })

  test('an entry that everybody refuses does not block the room', async () => {
    const { ann, bo, cy } = cast()
    const junk = await openLine({ index: room.seen + 1, content: { v: 1, room: 7 }, by: bo.id, byKey: bo.key })
    const refused = step(room, junk)
    if (refused.kind !== 'refused') throw new Error(refused.kind)
    expect(refused.why).toBe('malformed')
    expect(headOf(refused.state)).toEqual(headOf(room))
    expect(await whyNot(refused.state, ann, { kind: 'invite', user: cy.id, key: cy.key })).toBeNull()
  })

  test('a member gives the room another name', async () => {
    const { ann, bo } = cast()
    const named = await done(room, ann, { kind: 'about', name: 'Budget', topic: 'numbers' })
    expect(named.about).toEqual({ name: 'Budget', topic: 'numbers' })
    expect(await whyNot(named, bo, { kind: 'about', name: 'Party', topic: '' })).toBe('not-allowed')
  })

  test('in a direct message somebody is brought in, sent away or put above the others', async () => {
    const { ann, bo, cy, eve } = cast()
    const direct = await directOf(ann, bo, cy)
    for (const by of [ann, bo]) {
      expect(await whyNot(direct, by, { kind: 'invite', user: eve.id, key: eve.key })).toBe('not-allowed')
      expect(await whyNot(direct, by, { kind: 'remove', user: cy.id })).toBe('not-allowed')
      expect(await whyNot(direct, by, { kind: 'ban', user: cy.id })).toBe('not-allowed')
      expect(await whyNot(direct, by, { kind: 'role', user: by.id, role: 'owner' })).toBe('not-allowed')
      expect(await whyNot(direct, by, { kind: 'about', name: 'Ours', topic: '' })).toBe('not-allowed')
    }
    expect(await whyNot(direct, bo, { kind: 'confirm', user: cy.id, key: reborn(cy).key })).toBeNull()
    expect(await whyNot(direct, bo, { kind: 'leave' })).toBeNull()
  })

  test('two members write at once: one is accepted, the other refused, for everybody', async () => {
    const { ann, bo, cy, eve } = cast()
    const first = await done(room, ann, { kind: 'invite', user: cy.id, key: cy.key })
    const late = { kind: 'invite', user: eve.id, key: eve.key } as const
    expect(await whyNot(first, bo, late, { prev: headOf(room).hash })).toBe('wrong-prev')
    expect(await whyNot(first, bo, late)).toBeNull()
  })
})

describe('invite links', () => {
  const invite = 'I'.repeat(22)

  async function withLink(uses = 1, expires = 2000) {
    const keys = await makeLinkKeys()
    const open = await done(room, cast().ann, { kind: 'link', link: keys.link, invite, uses, expires })
    const admit = async (newcomer: Person, secret = keys.secret, at = 1000) => {
      const proof = await proveLink(secret, { room: room.room, user: newcomer.id, key: newcomer.key })
      return { kind: 'admit', user: newcomer.id, key: newcomer.key, link: keys.link, at, proof } as const
    }
    return { keys, open, admit }
  }

  test('somebody comes by a link, and any member admits them', async () => {
    const { bo, cy } = cast()
    const { open, admit } = await withLink()
    const inside = await done(open, bo, await admit(cy))
    expect(inside.seats.get(cy.id)).toMatchObject({ state: 'joined', role: 'member', key: cy.key })
  })

  test('a link is used by somebody who only saw the room', async () => {
    const { bo, cy, eve } = cast()
    const { open, admit } = await withLink()
    const other = await makeLinkKeys()
    expect(await whyNot(open, bo, await admit(eve, other.secret))).toBe('bad-link')
    const stolen = await admit(cy)
    expect(await whyNot(open, bo, { ...stolen, user: eve.id, key: eve.key })).toBe('bad-link')
    expect(await whyNot(open, bo, { ...stolen, proof: 'AAAA' })).toBe('bad-link')
    expect(await whyNot(open, bo, { ...stolen, proof: 'no base64 ☂' })).toBe('bad-link')
  })

  test('a link is used too often, too late, or after it was withdrawn', async () => {
    const { ann, bo, cy, eve } = cast()
    const { keys, open, admit } = await withLink()
    const used = await done(open, bo, await admit(cy))
    expect(await whyNot(used, bo, await admit(eve))).toBe('bad-link')
    expect(await whyNot(open, bo, await admit(cy, keys.secret, 2001))).toBe('bad-link')
    const withdrawn = await done(open, ann, { kind: 'unlink', link: keys.link })
    expect(await whyNot(withdrawn, bo, await admit(cy))).toBe('bad-link')
    const { open: twice, admit: again } = await withLink(2)
    const once = await done(twice, bo, await again(cy))
    expect(await whyNot(once, bo, await again(eve))).toBeNull()
  })

  test('a link outlives the stay of whoever made it', async () => {
    const { ann, bo, cy } = cast()
    const { secret, link } = await makeLinkKeys()
    const open = await done(room, bo, { kind: 'link', link, invite, uses: 5, expires: 2000 })
    const proof = await proveLink(secret, { room: room.room, user: cy.id, key: cy.key })
    const admit = { kind: 'admit', user: cy.id, key: cy.key, link, at: 1000, proof } as const
    expect(await whyNot(open, ann, admit)).toBeNull()
    for (const gone of [
      await done(open, ann, { kind: 'remove', user: bo.id }),
      await done(open, ann, { kind: 'ban', user: bo.id }),
      await done(open, bo, { kind: 'leave' }),
    ])
      expect(await whyNot(gone, ann, admit)).toBe('bad-link')
  })

  test('a link is given more uses, or taken back by somebody who may not', async () => {
    const { ann, bo } = cast()
    const { keys, open } = await withLink()
    const again = { kind: 'link', link: keys.link, invite, uses: 1000, expires: 9000 } as const
    expect(await whyNot(open, bo, again)).toBe('bad-link')
    const strict = await done(open, ann, {
      kind: 'policy',
      policy: { invite: 'moderator', write: 'member', history: 'joined' },
    })
    expect(await whyNot(strict, bo, { kind: 'unlink', link: keys.link })).toBe('not-allowed')
    expect(await whyNot(strict, bo, { ...again, link: (await makeLinkKeys()).link })).toBe('not-allowed')
    const own = await makeLinkKeys()
    const his = await done(open, bo, { kind: 'link', link: own.link, invite, uses: 1, expires: 2000 })
    const late = await done(his, ann, { kind: 'policy', policy: strict.policy })
    expect(await whyNot(late, bo, { kind: 'unlink', link: own.link })).toBeNull()
  })

  test('the secret of a link gives its public key, and the tag gives away neither', async () => {
    const { secret, link } = await makeLinkKeys()
    expect(await linkOf(secret)).toBe(link)
    expect(await linkTag(link)).not.toContain(link)
    expect(await linkTag(link)).not.toBe(await linkTag((await makeLinkKeys()).link))
    await expect(linkOf('no secret ☂')).rejects.toThrow()
  })

  test('a banned person comes by a link', async () => {
    const { ann, bo, cy } = cast()
    const { open, admit } = await withLink()
    const banned = await done(open, ann, { kind: 'ban', user: cy.id })
    expect(await whyNot(banned, bo, await admit(cy))).toBe('banned')
  })
})
