import type { Profile } from '@parley/protocol'
import type { AccountReads, KeptPasskey, Self } from '../../ports/storage/accounts.ts'
import { isYes, profileOf, type Row } from './rows.ts'

/** The first text that does not begin with `text`, for an index range. */
export const endOf = (text: string): string => `${text}\u{10FFFF}`

const known = (row: Row) => ({
  id: row['id'] as string,
  transports: JSON.parse(row['transports'] as string) as string[],
})

export const passkeyOf = (row: Row): NonNullable<AccountReads['passkey.find']['out']> => ({
  ...known(row),
  publicKey: new Uint8Array(row['public_key'] as Uint8Array),
  counter: row['counter'] as number,
  user: row['user'] as string,
  is: row['kind'] as Profile['kind'],
})

export const keptPasskeyOf = (row: Row): KeptPasskey => ({
  ...known(row),
  createdAt: row['created_at'] as number,
  usedAt: row['used_at'] as number,
  opens: row['name'] !== null,
})

export const credentialsOf = (row: Row): NonNullable<AccountReads['account.credentials']['out']> => ({
  user: row['id'] as string,
  is: row['kind'] as Profile['kind'],
  password: row['password'] as string | null,
})

export const selfOf = (row: Row): Self => ({
  profile: profileOf(row),
  settings: {
    invisible: isYes(row['invisible']),
    typing: isYes(row['typing']),
    receipts: isYes(row['receipts']),
    reports: isYes(row['reports']),
  },
  passkeys: row['passkeys'] as number,
  password: row['password'] as string | null,
})
