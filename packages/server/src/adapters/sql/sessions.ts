import type { Profile } from '@parley/protocol'
import type { Rotate, SessionReads, SessionRow } from '../../ports/storage/sessions.ts'
import type { Row } from './rows.ts'

export const sessionOf = (row: Row): SessionRow => ({
  device: row['device'] as string,
  name: row['name'] as string,
  createdAt: row['created_at'] as number,
  seenAt: row['seen_at'] as number,
})

export const liveOf = (row: Row): NonNullable<SessionReads['session.live']['out']> => ({
  user: row['user'] as string,
  is: row['kind'] as Profile['kind'],
})

const same = (stored: unknown, given: Uint8Array): boolean =>
  stored instanceof Uint8Array && Buffer.compare(stored, given) === 0

/** As many tokens as a crash may have lost: browsers write cookies within half a minute. */
const behindMost = 100

/** What a presented refresh secret comes to; `over`: the session has run out. */
export type Verdict =
  | { readonly kind: 'over' | 'rotated' | 'repeated' | 'reused' }
  | { readonly kind: 'late'; readonly behind: number }

/** Decides about a presented refresh secret, on the row of its live session. */
export function judge(row: Row, { generation, presented, keepsake, at, grace, idle, absolute }: Rotate): Verdict {
  if ((row['seen_at'] as number) + idle < at || (row['created_at'] as number) + absolute < at) return { kind: 'over' }
  if (generation > (row['generation'] as number) || same(row['refresh'], presented)) return { kind: 'rotated' }
  const recent = (row['rotated_at'] as number) + grace >= at
  if (recent && same(row['refresh_before'], presented)) return { kind: 'repeated' }
  const behind = (row['generation'] as number) - generation
  if (keepsake && behind <= behindMost && same(row['keepsake'], keepsake)) return { kind: 'late', behind }
  return { kind: 'reused' }
}
