import type { ClaimedKey, KeyWrites, NamedKey, Publish, Published } from '../../../ports/storage/keys.ts'
import { rememberedKeys } from '../../sql/keys.ts'
import type { Row } from '../../sql/rows.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import { acquaintances } from './acquaintance.ts'
import { identityWriters } from './identities.ts'
import type { Writers } from './index.ts'
import { keysChanged } from './key-log.ts'
import { holdDevices } from './live-devices.ts'
import { deviceOf } from './session-table.ts'

const knownKeys = statement('SELECT keys FROM device_keys WHERE device = $1')
const insertKeys = statement('INSERT INTO device_keys(device, "user", keys) VALUES ($1,$2,$3)')
const oneTime = statement('SELECT id, key FROM one_time_keys WHERE device = $1 AND id = ANY($2::text[])')
const count = statement('SELECT count(*) AS n FROM one_time_keys WHERE device = $1 AND NOT claimed')
const add = statement(`
  INSERT INTO one_time_keys(device, id, key)
  SELECT $1, id, key FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS k(id, key, place) ORDER BY place`)
const forget = statement(`
  DELETE FROM one_time_keys WHERE device = $1 AND claimed AND n <= (
    SELECT n FROM one_time_keys WHERE device = $1 AND claimed ORDER BY n DESC LIMIT 1 OFFSET ${rememberedKeys})`)
const take = statement(`
  UPDATE one_time_keys SET claimed = true
  WHERE n IN (
    SELECT (SELECT n FROM one_time_keys k WHERE k.device = d.device AND NOT k.claimed ORDER BY n LIMIT 1)
    FROM unnest($1::text[]) AS d(device))
  RETURNING device, id, key`)

const fallbacks = statement('SELECT id, key FROM fallback_keys WHERE device = $1 AND used')
const clear = statement('DELETE FROM fallback_keys WHERE device = $1')
const replace = statement(`
  INSERT INTO fallback_keys(device, id, key, used)
  SELECT $1, id, key, used FROM unnest($2::text[], $3::text[], $4::boolean[]) AS k(id, key, used)`)
const takeFallback = statement(`
  UPDATE fallback_keys f SET used = true FROM unnest($1::text[]) AS d(device)
  WHERE f.device = d.device
    AND f.id = (SELECT id FROM fallback_keys k WHERE k.device = d.device ORDER BY used, id LIMIT 1)
  RETURNING f.device, f.id, f.key`)

/** One-time keys that are not there yet, by id; null: an id stands for another key. */
async function freshOf(db: Db, device: string, keys: readonly NamedKey[]): Promise<Map<string, string> | null> {
  const ids = keys.map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await db.all(oneTime, device, ids)
  const known = new Map(rows.map((row) => [row['id'] as string, row['key'] as string]))
  const fresh = new Map<string, string>()
  for (const { id, key } of keys) {
    const before = fresh.get(id) ?? known.get(id)
    if (before === undefined) fresh.set(id, key)
    else if (before !== key) return null
  }
  return fresh
}

/** A fallback that was there before is as used as it was: publishing it again makes it no fresher. */
async function replaceFallbacks({ db, later }: Transaction, device: string, keys: readonly NamedKey[]): Promise<void> {
  const used = new Map((await db.all(fallbacks, device)).map((row) => [row['id'], row['key']]))
  const each = [...new Map(keys.map((key) => [key.id, key])).values()]
  later(db.run(clear, device))
  const ids = each.map(({ id }) => id)
  const [values, uses] = [each.map(({ key }) => key), each.map(({ id, key }) => used.get(id) === key)]
  later(db.run(replace, device, ids, values, uses))
}

async function publish(transaction: Transaction, write: Publish): Promise<Published> {
  const { user, device, keys, oneTime, fallback, most } = write
  const { db } = transaction
  if ((await holdDevices(db, [device])).get(device) !== user) return { ok: false, why: 'gone' }
  const before = (await db.get(knownKeys, device))?.['keys']
  const fresh = await freshOf(db, device, oneTime)
  if (!fresh || (keys !== null && before !== undefined && before !== keys)) return { ok: false, why: 'conflict' }
  const total = ((await db.get(count, device))?.['n'] as number) + fresh.size
  if (fresh.size > 0 && total > most) return { ok: false, why: 'too_many' }
  if (fresh.size > 0) await db.run(add, device, [...fresh.keys()], [...fresh.values()])
  await db.run(forget, device)
  if (fallback) await replaceFallbacks(transaction, device, fallback)
  if (keys !== null && before === undefined) {
    await db.run(insertKeys, device, user, keys)
    await keysChanged(db, [user])
  }
  return { ok: true, oneTime: total }
}

export const keyWriters: Writers<KeyWrites> = {
  ...identityWriters,
  'key.publish': publish,
  'key.claim': async ({ db }, { by, devices }) => {
    const each = [...new Map(devices.map((one) => [`${one.user} ${one.device}`, one])).values()]
    const users = each.map(({ user }) => user)
    const open = await acquaintances(db, by, users)
    const live = await holdDevices(
      db,
      each.map(({ device }) => device),
    )
    const reached = each.filter(({ user, device }) => open.has(user) && live.get(device) === user)
    const ids = reached.map(({ device }) => device)
    const byDevice = (rows: readonly Row[]) => new Map(rows.map((row) => [deviceOf(row), row]))
    const own = byDevice(await db.all(take, ids))
    const other = byDevice(
      await db.all(
        takeFallback,
        ids.filter((device) => !own.has(device)),
      ),
    )
    return reached.flatMap(({ user, device }): ClaimedKey[] => {
      const row = own.get(device) ?? other.get(device)
      if (!row) return []
      return [{ user, device, id: row['id'] as string, key: row['key'] as string, fallback: !own.has(device) }]
    })
  },
}
