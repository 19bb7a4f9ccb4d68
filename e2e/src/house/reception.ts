import type { Page } from 'playwright-core'

type Window = typeof globalThis & { watched: { peers: RTCPeerConnection[] } }

/** What a page has received of somebody, and how it comes now. */
export interface Reception {
  /** Pixels of the picture that was decoded last. */
  readonly height: number
  /** Pictures so far, and samples of sound so far: those that came, and those that were made up in their place. */
  readonly frames: number
  readonly heard: number
  readonly madeUp: number
  /** Bytes of pictures so far. */
  readonly bytes: number
  /** Milliseconds of the page's clock. */
  readonly at: number
}

/** Of a call of two. */
export async function receptionOf(page: Page): Promise<Reception> {
  return await page.evaluate(async () => {
    const sums = { height: 0, frames: 0, heard: 0, madeUp: 0, bytes: 0 }
    for (const peer of (globalThis as Window).watched.peers) {
      if (peer.connectionState === 'closed') continue
      for (const stats of (await peer.getStats()).values()) {
        if (stats.type !== 'inbound-rtp') continue
        sums.height += Number(stats.frameHeight ?? 0)
        sums.frames += Number(stats.framesDecoded ?? 0)
        if (stats.kind === 'video') sums.bytes += Number(stats.bytesReceived)
        sums.madeUp += Number(stats.concealedSamples ?? 0)
        sums.heard += Number(stats.totalSamplesReceived ?? 0) - Number(stats.concealedSamples ?? 0)
      }
    }
    return { ...sums, at: performance.now() }
  })
}

/** How it came between two looks. */
export interface Stretch {
  readonly height: number
  readonly framesPerSecond: number
  /** Kilobits of pictures a second. */
  readonly rate: number
  /** Of a hundred samples of sound so many were made up. */
  readonly madeUp: number
}

export function stretchBetween(before: Reception, after: Reception): Stretch {
  const seconds = (after.at - before.at) / 1000
  const [heard, madeUp] = [after.heard - before.heard, after.madeUp - before.madeUp]
  return {
    height: after.height,
    framesPerSecond: (after.frames - before.frames) / seconds,
    rate: ((after.bytes - before.bytes) * 8) / 1000 / seconds,
    madeUp: (100 * madeUp) / Math.max(1, heard + madeUp),
  }
}
