import { expect, test } from 'vitest'
import type { Fanout, Hint } from './fanout.ts'
import { hostileNames, type OpenNodes } from './nodes.contract.ts'

const entryOf = (room: string, seq: number, body = ''): Hint => ({
  kind: 'entry',
  room,
  entry: { seq, id: `m${seq}`, kind: 'message', sender: 'u', device: 'd', at: 1, body, messages: seq },
})

const framedOf = (room: string, seq: number, text = ''): Hint => {
  const frame = Buffer.from(JSON.stringify({ type: 'entry', room, entry: { seq, body: text } }))
  return { kind: 'framed', room, seq, sender: room, frame }
}

/** What a subscriber has heard so far, in order. */
function listen(fanout: Fanout): Hint[] {
  const heard: Hint[] = []
  fanout.subscribe((hint) => heard.push(hint))
  return heard
}

/** Positions in one room, in the order in which they came. */
const seqsOf = (heard: readonly Hint[], room: string): number[] =>
  heard.flatMap((hint) => {
    if (hint.kind === 'framed' && hint.room === room) return [hint.seq]
    return hint.kind === 'entry' && hint.room === room ? [hint.entry.seq] : []
  })

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1)

/** What every fan-out promises. */
export function fanoutContract(openNodes: OpenNodes<Fanout>): void {
  test('every subscriber on every node hears a hint once; those of its own node before publish returns', async () => {
    await using nodes = await openNodes(3)
    const ears = nodes.all.map((node) => [listen(node), listen(node)])
    for (const [at, node] of nodes.all.entries()) {
      node.publish(entryOf(`${at}`, 1))
      for (const heard of ears[at] ?? []) expect(seqsOf(heard, `${at}`)).toEqual([1])
    }
    const last: Hint = { kind: 'revoked', user: 'u', devices: ['a', 'b'] }
    for (const node of nodes.all) node.publish(last)
    for (const heard of ears.flat()) {
      await expect.poll(() => heard.filter(({ kind }) => kind === 'revoked')).toHaveLength(nodes.all.length)
      expect(heard).toHaveLength(2 * nodes.all.length)
      expect(heard.filter(({ kind }) => kind === 'revoked')).toEqual(nodes.all.map(() => last))
    }
  })

  test('the hints of one publisher keep their order, in one turn and over many, while others publish as well', async () => {
    await using nodes = await openNodes(3)
    const ears = nodes.all.map(listen)
    const [turns, each] = [20, 50]
    for (let turn = 0; turn < turns; turn += 1) {
      for (let n = 1; n <= each; n += 1) {
        for (const [at, node] of nodes.all.entries()) node.publish(entryOf(`${at}`, turn * each + n))
      }
      await new Promise(setImmediate)
    }
    for (const heard of ears) {
      await expect.poll(() => heard.length).toBe(turns * each * nodes.all.length)
      for (const at of nodes.all.keys()) expect(seqsOf(heard, `${at}`)).toEqual(upTo(turns * each))
    }
  })

  test('hostile names of rooms, users and devices arrive as they were', async () => {
    await using nodes = await openNodes(2)
    const [first] = nodes.all
    const ears = nodes.all.map(listen)
    const hints = hostileNames.flatMap((name): Hint[] => [
      entryOf(name, 1, name),
      framedOf(name, 2, name),
      { kind: 'user', user: name, event: { type: 'room_gone', room: name, reason: 'left' } },
      { kind: 'rooms', rooms: [...hostileNames], event: { type: 'user_offline', user: name }, except: name },
      { kind: 'revoked', user: name, devices: [name] },
    ])
    for (const hint of hints) first.publish(hint)
    for (const heard of ears) await expect.poll(() => heard).toEqual(hints)
  })

  test('a big hint arrives whole, and in its place among small ones', async () => {
    await using nodes = await openNodes(2)
    const ears = nodes.all.map(listen)
    const big = 'Chloé \u0000 🦊 '.repeat(200_000)
    const hints = [entryOf('r', 1), entryOf('r', 2, big), framedOf('r', 3), framedOf('r', 4, big), entryOf('r', 5)]
    for (const hint of hints) nodes.all[0].publish(hint)
    for (const heard of ears) {
      await expect.poll(() => heard.length).toBe(hints.length)
      expect(heard).toEqual(hints)
    }
  })

  test('a subscriber that throws keeps nobody from hearing, and its publisher hears nothing of it', async () => {
    await using nodes = await openNodes(2)
    for (const node of nodes.all) {
      node.subscribe(() => {
        throw new Error('a subscriber broke')
      })
    }
    const ears = nodes.all.map(listen)
    for (const seq of upTo(3)) nodes.all[0].publish(entryOf('r', seq))
    for (const heard of ears) await expect.poll(() => seqsOf(heard, 'r')).toEqual(upTo(3))
  })

  test('what is replayed is heard on its own node alone', async () => {
    await using nodes = await openNodes(2)
    const ears = nodes.all.map(listen)
    nodes.all[0].replay(entryOf('r', 1))
    expect(seqsOf(ears[0] ?? [], 'r')).toEqual([1])
    nodes.all[0].publish(entryOf('r', 2))
    for (const heard of ears) await expect.poll(() => seqsOf(heard, 'r').at(-1)).toBe(2)
    for (const heard of ears.slice(1)) expect(seqsOf(heard, 'r')).toEqual([2])
  })

  test('where every node hears every other one, the reach is all; a publisher that ended is quiet and does not throw', async () => {
    await using nodes = await openNodes(2)
    const ears = nodes.all.map(listen)
    for (const node of nodes.all) expect(node.reach).toBe('all')
    await nodes.all[0][Symbol.asyncDispose]()
    nodes.all[0].publish(entryOf('r', 1))
    expect(ears[0]).toEqual([])
  })
}
