import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canary, marker } from '../client/words.ts'
import { leaks } from './leaks.ts'

test('I12: a file in which something sealed can be read is named, and who sees nothing says so', async () => {
  await using parts = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'parley-leaks-'))
  parts.defer(async () => await rm(folder, { recursive: true }))
  await expect(leaks([folder])).rejects.toThrow('nothing of what was said in clear')
  await mkdir(join(folder, 'deep'))
  await writeFile(join(folder, 'deep', 'log'), `\0\0${marker} 1`)
  expect(await leaks([folder])).toEqual([])
  await writeFile(join(folder, 'deep', 'wal'), `\0 ${canary} 2 \0`)
  expect(await leaks([folder])).toEqual([join(folder, 'deep', 'wal')])
})
