import type { Page } from 'playwright-core'

type Window = typeof globalThis & { misbehave: () => void; signals: number }

/** From its next load on a page can do to the others in a call what only a changed program does: see `misbehave`. */
export async function mayMisbehave(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const links: RTCPeerConnection[] = []
    const Connection = RTCPeerConnection
    globalThis.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        links.push(this)
      }
    }
    const candidateOf = (n: number) => {
      const address = `10.${(n >> 8) % 256}.${n % 256}.1 9`
      const odd = ['', 'candidate:', '\u0000\uD800', 'x'.repeat(30_000)]
      const candidate = n % 10 < odd.length ? odd[n % 10] : `candidate:${n} 1 udp 2122260223 ${address} typ host`
      return { candidate: candidate || 'candidate', sdpMid: '0', sdpMLineIndex: n % 7, usernameFragment: null }
    }
    const origin = (n: number): string => `v=0\r\no=- ${n + 1} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n`
    const descriptionOf = (n: number): string => {
      const section = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n'
      const kinds = [origin(n) + section.repeat(300), origin(n), `${origin(n)}m=nothing\r\n`, 'x'.repeat(50_000), 'v']
      return kinds[n % kinds.length] ?? ''
    }
    let [offers, candidates] = [0, 0]
    const flood = (link: RTCPeerConnection): void => {
      let sdp = ''
      Object.defineProperty(link, 'localDescription', { configurable: true, get: () => ({ sdp }) })
      Object.defineProperty(link, 'setLocalDescription', { configurable: true, value: async () => undefined })
      sdp = descriptionOf(offers)
      link.onnegotiationneeded?.(new Event('negotiationneeded'))
      offers += 1
      for (let n = 0; n < 10; n += 1, candidates += 1)
        link.onicecandidate?.(Object.assign(new Event('icecandidate'), { candidate: candidateOf(candidates) }) as never)
    }
    const misbehave = (): void => {
      // As fast as the server lets it: a page that is busy with itself loses its seat.
      setInterval(() => {
        // Its own program gives up connections, and what was not said of them: the next ones go on.
        for (const link of links) if (link.signalingState !== 'closed') flood(link)
      }, 250)
    }
    Object.assign(globalThis, { misbehave })
  })
}

/**
 * A page says to everybody with whom it is connected what no browser says, and does not stop: descriptions that are too
 * large, are none, or begin anew each time, and candidates without end.
 */
export const misbehave = (page: Page): Promise<void> => page.evaluate(() => (globalThis as Window).misbehave())

/** Counts from the next load of a page on what others say to it of their paths. */
export async function countSignals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = globalThis as Window
    own.signals = 0
    const { parse } = JSON
    JSON.parse = (text: string, ...more: []) => {
      if (text.includes('"kind":"webrtc-') && text.startsWith('{"v":1')) own.signals += 1
      return parse(text, ...more)
    }
  })
}

export const signalsTo = (page: Page): Promise<number> => page.evaluate(() => (globalThis as Window).signals)
