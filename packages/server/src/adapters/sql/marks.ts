import type { Mark } from '@parley/protocol'
import type { Row } from './rows.ts'

export const markOf = (row: Row): Mark => ({
  user: row['user'] as string,
  delivered: row['delivered'] as number,
  read: row['read'] as number,
})
