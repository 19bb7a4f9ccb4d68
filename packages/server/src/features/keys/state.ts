import { keyState as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** What is left of the caller's keys. */
export const state = ({ storage }: House) =>
  handler(contract, async ({ actor: { device } }) => {
    const [stock, changes] = await Promise.all([storage.read('key.stock', { device }), storage.read('key.head', {})])
    return { ...stock, changes }
  })
