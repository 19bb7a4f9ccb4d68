import type { Mark } from '@parley/protocol'
import { share } from '../share.ts'

/** How far others have got, after news. A mark only grows. */
export function afterMarks(before: readonly Mark[], news: readonly Mark[]): readonly Mark[] {
  const marks = new Map(before.map((mark) => [mark.user, mark]))
  for (const { user, delivered, read } of news) {
    const known = marks.get(user)
    marks.set(user, {
      user,
      delivered: Math.max(known?.delivered ?? 0, delivered),
      read: Math.max(known?.read ?? 0, read),
    })
  }
  return share(before, [...marks.values()])
}

/** How many others have an entry on a device, and how many have seen it. */
export interface Reach {
  readonly delivered: number
  readonly read: number
}

/**
 * Counts the marks of others that have reached a position; who has read it, has it.
 * @param me the id of the user whose own mark does not count
 */
export function reachOf(marks: readonly Mark[], seq: number, me: string): Reach {
  const others = marks.filter(({ user }) => user !== me)
  return {
    delivered: others.filter(({ delivered, read }) => Math.max(delivered, read) >= seq).length,
    read: others.filter(({ read }) => read >= seq).length,
  }
}
