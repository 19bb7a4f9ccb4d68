import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { callOf, isOver, watchMedia } from './call.ts'
import type { Person } from './person.ts'
import { regularsOf } from './regulars.ts'
import { directWith, haveKeys } from './sealed.ts'
import type { Town } from './town.ts'

/** Two who may call each other: their direct message is open on both pages. */
export interface Pair {
  readonly ada: Person
  readonly bo: Person
  readonly room: string
}

/** What is otherwise on their pages, from the load on. */
type Twist = (ada: Page, bo: Page) => Promise<unknown>

export interface Pairs {
  /** The same two in all tests of a file, on new pages. Their conversation has what other tests left there. */
  same(twist?: Twist): Promise<Pair>
  /** Two whom nobody else has met: for what changes a device or an account, or looks at a whole conversation. */
  fresh(twist?: Twist): Promise<Pair>
}

const nothing: Twist = async () => undefined

/** Both open their direct message on pages that are watched. */
async function enter(ada: Person, bo: Person, room: string, twist: Twist): Promise<Pair> {
  for (const { page } of [ada, bo]) await watchMedia(page)
  await twist(ada.page, bo.page)
  await Promise.all([ada.enter(room), bo.enter(room)])
  return { ada, bo, room }
}

async function acquaint(ada: Person, bo: Person): Promise<string> {
  await haveKeys(ada, bo)
  return await directWith(ada, bo)
}

/** Ends the call that two are in: another one can begin at once. */
async function hangUp({ ada, bo }: Pair): Promise<void> {
  const open = [ada, bo].filter(({ page }) => !page.isClosed())
  for (const { page, call } of open) {
    const seat = await callOf(page)
    if (seat === '') continue
    // It ends for both.
    await call('calls.leave', { call: seat })
    break
  }
  await Promise.all(open.map(({ page }) => isOver(page)))
}

/** Pairs of people of a town, for the tests of one file. After each test the call ends and the pages are closed. */
export function pairsOf(town: () => Town): Pairs {
  let room: string | null = null
  let shown: Pair | null = null

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') room = null
    else if (shown) await hangUp(shown)
    shown = null
  })
  const regular = regularsOf(town)

  return {
    async same(twist = nothing) {
      const [ada, bo] = [await regular('Ada'), await regular('Bo')]
      room ??= await acquaint(ada, bo)
      shown = await enter(ada, bo, room, twist)
      return shown
    },
    async fresh(twist = nothing) {
      const [ada, bo] = [await town().person('Ada'), await town().person('Bo')]
      return await enter(ada, bo, await acquaint(ada, bo), twist)
    },
  }
}
