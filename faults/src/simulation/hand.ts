// A process that simulates: takes orders over IPC.
import type { Order, Reported } from './crew.ts'
import { simulate } from './simulate.ts'

async function obey({ seed, steps }: Order): Promise<void> {
  const { findings, lines } = await simulate(seed, steps)
  process.send?.({ seed, steps, findings, lines: lines.length } satisfies Reported)
}

process.on('message', (order: Order) => void obey(order))
process.on('disconnect', () => process.exit())
