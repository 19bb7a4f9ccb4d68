import { expect, test } from 'vitest'
import type { CallBoard, SharedCall } from './call-board.ts'

/** The board as so many nodes see it; where there is but one node, it is the same each time. */
export interface CallBoards extends AsyncDisposable {
  readonly a: CallBoard
  readonly b: CallBoard
}

export const callOf = (id: string, room: string, version = 1, more: Partial<SharedCall> = {}): SharedCall => ({
  id,
  room,
  version,
  isOver: false,
  state: JSON.stringify({ said: `${id} ${version} 🦊 "\n` }),
  ...more,
})
const done = { ok: true }
const known = async (board: CallBoard) => (await board.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** What every board of calls promises. */
export function callBoardContract(openBoards: () => Promise<CallBoards>): void {
  test('row 112: a call is its last version, and only the next one takes its place', async () => {
    await using boards = await openBoards()
    const { a, b } = boards
    expect(await a.put(callOf('c', 'r'))).toEqual(done)
    expect(await b.put(callOf('c', 'r', 2))).toEqual(done)
    for (const version of [1, 2, 4]) {
      expect(await a.put(callOf('c', 'r', version, { state: '"late"' }))).toEqual({
        ok: false,
        other: callOf('c', 'r', 2),
      })
    }
    expect([await a.get('c'), await a.get('unknown')]).toEqual([callOf('c', 'r', 2), null])
    expect(await b.all()).toEqual([callOf('c', 'r', 2)])
  })

  test('row 112: of many who change a call at once one does, and the others hear what it is', async () => {
    await using boards = await openBoards()
    const { a, b } = boards
    await a.put(callOf('c', 'r'))
    const changes = Array.from({ length: 40 }, (_, n) => callOf('c', 'r', 2, { state: `${n}` }))
    const answers = await Promise.all(changes.map((call, n) => (n % 2 === 0 ? a : b).put(call)))
    const [won] = answers.flatMap(({ ok }, n) => (ok ? [changes[n]] : []))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer.other).toEqual(won)
  })

  test('row 64: of two calls that begin in one room at once there is one, and both hear of it', async () => {
    await using boards = await openBoards()
    const { a, b } = boards
    const begun = await Promise.all([a.put(callOf('x', 'r')), b.put(callOf('y', 'r'))])
    const won = begun[0].ok ? 'x' : 'y'
    expect(begun.filter(({ ok }) => ok)).toHaveLength(1)
    expect(begun.find(({ ok }) => !ok)).toEqual({ ok: false, other: callOf(won, 'r') })
    expect(await a.put(callOf('elsewhere', 's'))).toEqual(done)
    // One that nobody took is over from its beginning, and in nobody's way.
    expect(await b.put(callOf('busy', 'r', 1, { isOver: true }))).toEqual(done)
    expect(await a.put(callOf(won, 'r', 2, { isOver: true }))).toEqual(done)
    expect(await b.put(callOf('next', 'r'))).toEqual(done)
  })

  test('calls that are over are forgotten, the others are not; what is lost is there again with its next version', async () => {
    await using boards = await openBoards()
    const { a, b } = boards
    await a.put(callOf('over', 'r', 1, { isOver: true }))
    await a.put(callOf('c', 'r'))
    await b.forget(['c', 'over', 'unknown'])
    await b.forget([])
    expect(await known(a)).toEqual([callOf('c', 'r')])
    expect(await b.put(callOf('lost', 's', 7))).toEqual(done)
    expect(await b.put(callOf('lost too', 'r', 7))).toEqual({ ok: false, other: callOf('c', 'r') })
    expect(await a.put(callOf('lost', 's', 8))).toEqual(done)
    expect(await known(b)).toEqual([callOf('c', 'r'), callOf('lost', 's', 8)])
  })
}
