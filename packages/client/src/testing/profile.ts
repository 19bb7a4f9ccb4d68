import type { Client } from '../client.ts'
import type { EngineOptions } from '../engine/engine.ts'
import { memoryStore } from '../store/memory.ts'
import { attachTab } from '../tabs/attach.ts'
import { leadOrFollow } from '../tabs/lead-or-follow.ts'
import { serveTabs } from '../tabs/serve.ts'
import type { Town } from './town.ts'

/** A browser profile: windows of one origin over one store. */
export function profile(town: Town, options: Partial<EngineOptions> = {}) {
  const name = `profile-${Math.random()}`
  const store = memoryStore()
  let led = 0
  const open = (): { client: Client; leave: () => Promise<void> } => {
    const channel = new BroadcastChannel(name)
    const client = attachTab(channel)
    const stop = leadOrFollow({
      name,
      failed: (error) => {
        throw error
      },
      async lead() {
        led += 1
        const own = new BroadcastChannel(name)
        const engine = town.engine({ ...options, store })
        await engine.begun
        const stopServing = serveTabs(engine, own)
        return {
          async close() {
            stopServing()
            await engine.close()
            own.close()
          },
        }
      },
    })
    return {
      client,
      async leave() {
        stop()
        await client.close()
        channel.close()
      },
    }
  }
  return { open, led: () => led }
}
