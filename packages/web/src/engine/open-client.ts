import { attachTab, type Client, leadOrFollow } from '@parley/client'
import { deviceName } from './device-name.ts'
import { channelName, leaderLock } from './names.ts'
import { startWorker } from './start-worker.ts'

/**
 * The client of this window. One window of the browser profile leads and runs the engine in its worker; every window,
 * that one included, attaches to it, so that there is one connection to the server.
 */
export function openClient(failed: (error: unknown) => void): Client {
  const client = attachTab(new BroadcastChannel(channelName))
  leadOrFollow({ name: leaderLock, lead: () => startWorker(deviceName()), failed })
  return client
}
