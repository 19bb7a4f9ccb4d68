import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { clearFields } from '@parley/protocol/clear-fields'
import { expect, test } from 'vitest'
import { openSqliteStorage } from './storage.ts'

const fields = clearFields.flatMap((group) => group.fields)

/** Every column of every table that a fresh store has, as `table.column`. */
async function storedColumns(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const died = (error: Error): void => {
    throw error
  }
  const storage = await openSqliteStorage({ folder, freshEpoch: 'e', died })
  await storage[Symbol.asyncDispose]()
  const db = new DatabaseSync(join(folder, 'parley.db'), { readOnly: true })
  const rows = db
    .prepare(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .all()
  db.close()
  await rm(folder, { recursive: true, force: true })
  return rows.map((row) => row['name'] as string)
}

test('row 26: every column of the store is declared in the table of what the server sees, and no other', async () => {
  const declared = new Set(fields.flatMap(({ columns }) => columns))
  const stored = await storedColumns()
  expect(stored.length).toBeGreaterThan(100)
  expect({ undeclared: stored.filter((column) => !declared.has(column)) }).toEqual({ undeclared: [] })
  expect({ gone: [...declared].filter((column) => !stored.includes(column)) }).toEqual({ gone: [] })
})

test('each line of that table has a name of its own, within its group', () => {
  const keys = fields.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  for (const group of clearFields) {
    for (const { key } of group.fields) expect(key.startsWith(`${group.key}.`), key).toBe(true)
  }
})

test('what is only handled has no column, and what is not sent neither', () => {
  const stored = fields.filter(({ sight, columns }) => sight === 'never' && columns.length > 0)
  expect(stored.map(({ key }) => key)).toEqual([])
})
