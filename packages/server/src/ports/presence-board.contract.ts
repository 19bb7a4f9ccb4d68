import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileNames, type OpenNodes } from './nodes.contract.ts'
import type { PresenceBoard, Seen } from './presence-board.ts'

/** Until every node answers so. */
async function seenEverywhere(boards: readonly PresenceBoard[], user: string, state: Seen): Promise<void> {
  for (const board of boards) await expect.poll(() => board.of(user)).toBe(state)
}

/** What a board's watchers were led to believe about everybody. */
function follow(board: PresenceBoard): Map<string, Seen> {
  const believed = new Map<string, Seen>()
  board.watch((user) => {
    const now = board.of(user)
    if (now === (believed.get(user) ?? null)) throw new Error(`told of ${user} without a change`)
    believed.set(user, now)
  })
  return believed
}

interface Step {
  readonly user: string
  readonly connection: string
  readonly node: number
  readonly does: 'online' | 'away' | 'drop'
}

const steps = fc.array(
  fc.record<Step>({
    user: fc.constantFrom('ada', 'ben', '__proto__'),
    connection: fc.constantFrom('1', '2'),
    node: fc.nat(2),
    does: fc.constantFrom('online', 'away', 'drop'),
  }),
  { maxLength: 40 },
)

/** What a list of steps leaves behind, said plainly. */
function outcomeOf(list: readonly Step[], nodes: number): Map<string, Seen> {
  const left = new Map(list.map(({ user, node, connection, does }) => [`${user} ${node % nodes} ${connection}`, does]))
  const outcome = new Map<string, Seen>()
  for (const [key, does] of left) {
    const [user = ''] = key.split(' ')
    if (does === 'online' || (does === 'away' && outcome.get(user) !== 'online')) outcome.set(user, does)
  }
  return outcome
}

/** What every board promises. */
export function presenceBoardContract(openNodes: OpenNodes<PresenceBoard>): void {
  test('online wins over away, and nobody is there without a connection', async () => {
    await using nodes = await openNodes(1)
    const [board] = nodes.all
    expect(board.of('ada')).toBeNull()
    board.drop('ada', 'none')
    board.put('ada', '1', 'away')
    expect(board.of('ada')).toBe('away')
    board.put('ada', '2', 'online')
    expect([board.of('ada'), board.of('ben')]).toEqual(['online', null])
    board.put('ada', '2', 'away')
    expect(board.of('ada')).toBe('away')
    board.drop('ada', '1')
    board.drop('ada', '1')
    expect(board.of('ada')).toBe('away')
    board.drop('ada', '2')
    expect(board.of('ada')).toBeNull()
    board.put('ada', '2', 'online')
    expect(board.of('ada')).toBe('online')
  })

  test('whatever comes and goes, every node ends with the same answers, and its watchers with the same belief', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        await using nodes = await openNodes(3)
        const believed = nodes.all.map(follow)
        for (const { user, connection, node, does } of list) {
          const board = nodes.all[node % nodes.all.length] ?? nodes.all[0]
          if (does === 'drop') board.drop(user, connection)
          else board.put(user, connection, does)
        }
        const outcome = outcomeOf(list, nodes.all.length)
        for (const user of ['ada', 'ben', '__proto__']) {
          await seenEverywhere(nodes.all, user, outcome.get(user) ?? null)
          for (const belief of believed) expect(belief.get(user) ?? null).toBe(outcome.get(user) ?? null)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('hostile names are people like others', async () => {
    await using nodes = await openNodes(2)
    for (const name of hostileNames) nodes.all[0].put(name, name, 'away')
    for (const name of hostileNames) await seenEverywhere(nodes.all, name, 'away')
    for (const name of hostileNames) nodes.all[0].drop(name, name)
    for (const name of hostileNames) await seenEverywhere(nodes.all, name, null)
  })

  test('a crowd that comes at once and half of which goes again', async () => {
    await using nodes = await openNodes(2)
    const crowd = Array.from({ length: 5000 }, (_, n) => `user-${n}`)
    for (const user of crowd) nodes.all[0].put(user, 'c', 'online')
    for (const [n, user] of crowd.entries()) if (n % 2 === 0) nodes.all[0].drop(user, 'c')
    for (const board of nodes.all) {
      await expect.poll(() => crowd.filter((user) => board.of(user) === 'online').length).toBe(crowd.length / 2)
      expect(crowd.filter((user, n) => n % 2 === 0 && board.of(user) !== null)).toEqual([])
    }
  })
}
