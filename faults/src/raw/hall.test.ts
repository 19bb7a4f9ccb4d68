import { residentKiB } from '@parley/bench/process-usage'
import { expect, test } from 'vitest'
import { Hall } from './hall.ts'

const processes = 2
const connections = 10_000

test('row 116: a server of less than a gigabyte carries ten thousand connections, and serves one more', async () => {
  await using hall = await Hall.open({ devices: connections + 2, perRoom: 50 })
  for (let n = 0; n < processes; n += 1) await hall.come(connections / processes)
  await expect.poll(() => hall.figure('parley_connections')).toBe(connections)
  const reports = await hall.report()
  expect(reports.reduce((sum, { live }) => sum + live, 0)).toBe(connections)
  expect(residentKiB(hall.server.pid) / 1024).toBeLessThan(1024)
  const last = await hall.come(1)
  const { live } = await last.ask({ do: 'report' })
  expect(live).toBe(1)
})
