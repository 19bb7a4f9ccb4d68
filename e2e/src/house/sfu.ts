import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AccessToken } from 'livekit-server-sdk'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const built = fileURLToPath(new URL('../../../.cache/livekit-server', import.meta.url))
const program = process.env['PARLEY_TEST_SFU'] ?? built
const kit = createRequire(import.meta.url).resolve('livekit-client')
/** LiveKit's client, and its worker that opens frames, for a page that is not the app. */
export const script = kit.replace(/[^/]+$/, 'livekit-client.umd.js')
export const worker = kit.replace(/[^/]+$/, 'livekit-client.e2ee.worker.js')

/** Whether there is an SFU to try; where there is none, `npm run sfu` says how to get it. */
export const isThere = existsSync(program)

/** Settings of a server on which every call goes over an SFU. */
export const withSfu = (): Readonly<Record<string, string>> => ({
  PARLEY_SFU: program,
  PARLEY_SFU_PORT: `${randomInt(20_000, 50_000)}`,
  PARLEY_SFU_ADDRESS: '127.0.0.1',
  PARLEY_MESH_MOST: '1',
})

/** A device in a call. */
export interface Seat {
  readonly call: string
  readonly device: string
}

/** The SFU of a server, with all that its operator may do there. */
export async function sfuOf(data: string) {
  const { ports, key } = JSON.parse(await readFile(join(data, 'sfu', 'running.json'), 'utf8')) as {
    readonly ports: { readonly signal: number }
    readonly key: { readonly id: string; readonly secret: string }
  }
  const url = `http://127.0.0.1:${ports.signal}`
  return {
    url,
    /** A word for any device, as the operator of an SFU could write one. */
    async word({ call, device }: Seat): Promise<string> {
      const token = new AccessToken(key.id, key.secret, { identity: device })
      token.addGrant({ roomJoin: true, room: call })
      return await token.toJwt()
    },
  }
}

/** Ends the SFU of a server at once, as if its machine had no memory left. */
export async function killSfu(data: string): Promise<void> {
  const { pid } = JSON.parse(await readFile(join(data, 'sfu', 'running.json'), 'utf8')) as { readonly pid: number }
  process.kill(pid, 'SIGKILL')
}

type Page2 = typeof globalThis & { LivekitClient: typeof import('livekit-client') }

/** A page enters the call as a device that it is not, and sends a picture that nobody sealed. */
export async function publishInClear(page: Page, data: string, seat: Seat) {
  const { url, word } = await sfuOf(data)
  // A page of the SFU's own address, whose policy allows everything.
  await page.goto(url)
  await page.addScriptTag({ path: script })
  await page.evaluate(
    async ({ at, token }) => {
      const { Room, Track } = (globalThis as Page2).LivekitClient
      const canvas = document.createElement('canvas')
      const [width, height] = [320, 180]
      Object.assign(canvas, { width, height })
      const paint = canvas.getContext('2d')
      setInterval(() => {
        if (!paint) return
        paint.fillStyle = `hsl(${(performance.now() / 10) % 360} 90% 50%)`
        paint.fillRect(0, 0, width, height)
        for (let n = 0; n < 200; n += 1) paint.clearRect(Math.random() * width, Math.random() * height, 8, 8)
      }, 50)
      const room = new Room()
      await room.connect(at.replace('http', 'ws'), token)
      const [track] = canvas.captureStream(20).getVideoTracks()
      if (track) await room.localParticipant.publishTrack(track, { source: Track.Source.Camera, simulcast: false })
    },
    { at: url, token: await word(seat) },
  )
  return {
    /** Waits until so much of it has arrived at a page that a picture would have been shown long ago. */
    async isReceivedBy(receiver: Page): Promise<void> {
      const bytes = () =>
        receiver.evaluate(async () => {
          let most = 0
          for (const peer of (globalThis as unknown as { watched: { peers: RTCPeerConnection[] } }).watched.peers) {
            if (peer.connectionState === 'closed') continue
            for (const stats of (await peer.getStats()).values())
              if (stats.type === 'inbound-rtp' && stats.kind === 'video') most += Number(stats.bytesReceived)
          }
          return most
        })
      const before = await bytes()
      await expect.poll(bytes).toBeGreaterThan(before + 200_000)
    },
  }
}
