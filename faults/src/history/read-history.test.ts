import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHistory } from './read-history.ts'

const away = (t: number, dev: string): string => `${JSON.stringify({ t, dev, op: 'link', is: 'away' })}\n`

async function read(files: Readonly<Record<string, string>>) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'parley-history-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text)
  return await readHistory(folder.path)
}

test('row 112: what several processes have noted is read in the order of time', async () => {
  const lines = await read({ '0.ndjson': away(1, 'a') + away(3, 'a'), '1.ndjson': away(2, 'b'), 'other.txt': 'no' })
  expect(lines.map(({ t, dev }) => [t, dev])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'a'],
  ])
})

test('row 112: a last line that its writer could not end is left out, any other broken one is an error', async () => {
  const cut = away(2, 'a').slice(0, 20)
  expect(await read({ '0.ndjson': away(1, 'a') + cut })).toHaveLength(1)
  await expect(read({ '0.ndjson': `${cut}\n${away(3, 'a')}` })).rejects.toThrow()
  await expect(read({ '0.ndjson': `${away(1, 'a')}${cut}\n` })).rejects.toThrow()
})
