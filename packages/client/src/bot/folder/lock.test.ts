import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lock } from './lock.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('of two that want a folder at the same moment, one gets it; then the other, and nothing is left behind', async () => {
  const tries = await Promise.allSettled([lock(folder), lock(folder)])
  const [got] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(tries.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'folder_in_use' } }])
  await got?.()
  const unlock = await lock(folder)
  await unlock()
  expect(await readdir(folder)).toEqual([])
})

test('what a process that is gone has left is taken over, also where its number is in use again', async () => {
  const gone = spawnSync(process.execPath, ['--version']).pid
  for (const left of [`${gone} 1\n`, `${process.pid} 1\n`, `${process.ppid} 1\n`, '']) {
    await writeFile(join(folder, 'lock'), left)
    await (await lock(folder))()
  }
})
