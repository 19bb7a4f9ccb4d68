import { expect, type TestContext, test } from 'vitest'
import { fileOnDisk, type Victim, writeUntilCut } from '../../testing/power-cut.contract.ts'

const rounds = 6

/** A store on a disk; null, and a word in the report, where nobody may mount one. */
async function victim({ annotate }: TestContext): Promise<Victim | null> {
  try {
    return await fileOnDisk()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    await annotate(`No power cut here, only kill -9 in storage.contract.test.ts: ${why}`, 'warning')
    return null
  }
}

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

test('row 43: what was acknowledged survives a power cut, without a hole', async (context) => {
  await using store = await victim(context)
  if (!store) return context.skip('loop mounts are not allowed here')
  let before = 0
  for (let round = 1; round <= rounds; round += 1) {
    const acknowledged = await writeUntilCut(store, 'safe', 300 + Math.floor(Math.random() * 2000))
    expect(acknowledged).toBeGreaterThan(before)
    const kept = await store.positions()
    expect(kept).toEqual(oneTo(kept.length))
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged)
    before = kept.length
  }
})

test('row 43: the power cut is a real one: without an fsync at each commit, acknowledged entries are lost', async (context) => {
  await using store = await victim(context)
  if (!store) return context.skip('loop mounts are not allowed here')
  let lost = 0
  for (let round = 1; round <= rounds && lost === 0; round += 1) {
    const acknowledged = await writeUntilCut(store, 'careless', 500)
    const kept = await store.positions()
    expect(kept).toEqual(oneTo(kept.length))
    lost = acknowledged - kept.length
  }
  expect(lost, 'nothing was lost, so the power-cut test is blind here').toBeGreaterThan(0)
})
