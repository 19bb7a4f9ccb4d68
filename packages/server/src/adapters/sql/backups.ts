import type { BackedUpSession, BackupRow } from '../../ports/storage/backups.ts'
import { isYes, type Row } from './rows.ts'

/** Versions are numbers that the database gave out; anything else names none. */
export const numberOf = (version: string): number => (/^[1-9]\d{0,14}$/.test(version) ? Number(version) : 0)

export const backupOf = (row: Row): BackupRow => ({
  version: String(row['n']),
  algorithm: row['algorithm'] as string,
  auth: row['auth'] as string,
  count: row['count'] as number,
  etag: String(row['etag']),
})

export const backedUpOf = (row: Row): BackedUpSession => ({
  room: row['room'] as string,
  session: row['session'] as string,
  index: row['first'] as number,
  forwarded: row['forwarded'] as number,
  verified: isYes(row['verified']),
  data: row['data'] as string,
})

export const lengthOf = (row: Row): number => (row['data'] as string).length
