import type { Page } from 'playwright-core'
import { type Person, writingField } from './person.ts'
import { directWith, haveKeys, type Other } from './sealed.ts'

interface Watched {
  peers: RTCPeerConnection[]
  tracks: MediaStreamTrack[]
}
type Window = typeof globalThis & { watched: Watched }

/** Remembers every connection and every captured track of a page from its next load on. */
export async function watchMedia(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { peers: [], tracks: [] }
    // A small picture, and none put aside: many pages share the machine.
    localStorage.setItem('parley.call-choices', JSON.stringify({ saver: true, sparesComputer: false }))
    Object.assign(globalThis, { watched })
    const Connection = RTCPeerConnection
    globalThis.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        watched.peers.push(this)
      }
    }
    const { clone } = MediaStreamTrack.prototype
    MediaStreamTrack.prototype.clone = function () {
      const copy = clone.call(this)
      watched.tracks.push(copy)
      return copy
    }
    const devices = navigator.mediaDevices
    const get = devices?.getUserMedia.bind(devices)
    if (!get) return
    devices.getUserMedia = async (constraints) => {
      const stream = await get(constraints)
      watched.tracks.push(...stream.getTracks())
      return stream
    }
  })
}

/** Opens the direct message of two people on both sides. */
export async function meet(
  one: Person,
  other: Other,
  begin: (one: Person, other: Other) => Promise<string> = directWith,
): Promise<string> {
  for (const person of [one, other]) {
    await watchMedia(person.page)
  }
  await haveKeys(one, other)
  const room = await begin(one, other)
  await writingField(one.page).waitFor()
  await other.enter(room)
  return room
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Presses the call button and, when ready, Join. */
export async function ring(page: Page, media: 'audio' | 'video' = 'video'): Promise<void> {
  await button(page, media === 'video' ? 'Start a video call' : 'Start a call').click()
  await button(page, 'Join now').click()
  await page.getByText(/It rings at|is not reachable/).waitFor()
}

export const answer = (page: Page, how: 'Answer' | 'Audio only' = 'Answer') =>
  page.getByRole('alertdialog').getByRole('button', { name: how, exact: true }).click()

export const leave = (page: Page) => button(page, 'Leave').click()

/** Waits until the call is live on a page: media has flowed. */
export const isLive = (page: Page) => page.locator('[data-call=live]').waitFor()

/** Waits until no call is on a page. */
export const isOver = (page: Page) => page.locator('[data-call]').waitFor({ state: 'detached' })

/** The call in which a page has its seat; empty: it is in none. */
export const callOf = (page: Page): Promise<string> =>
  page.evaluate(() => (JSON.parse(sessionStorage.getItem('parley.call') ?? '{}') as { call?: string }).call ?? '')

/** Counters of what comes in, over all connections of a page; path and protocol: of one that has them, else empty. */
export async function incoming(page: Page) {
  return await page.evaluate(async () => {
    const sums = { frames: 0, samples: 0, energy: 0, path: '', protocol: '', peers: 0 }
    for (const peer of (globalThis as Window).watched.peers) {
      if (peer.connectionState === 'closed') continue
      sums.peers += 1
      const report = new Map<string, Record<string, unknown>>(await peer.getStats().then((all) => [...all.entries()]))
      for (const stats of report.values()) {
        if (stats['type'] === 'inbound-rtp' && stats['kind'] === 'video') sums.frames += Number(stats['framesDecoded'])
        if (stats['type'] === 'inbound-rtp' && stats['kind'] === 'audio') {
          sums.samples += Number(stats['totalSamplesReceived'] ?? 0)
          sums.energy += Number(stats['totalAudioEnergy'] ?? 0)
        }
        if (stats['type'] === 'transport') {
          const pair = report.get(String(stats['selectedCandidatePairId']))
          const local = report.get(String(pair?.['localCandidateId']))
          // A connection without a path yet, or of the way that is being left, says nothing of the one in use.
          if (!local) continue
          sums.path = String(local['candidateType'])
          sums.protocol = String(local['relayProtocol'] ?? local['protocol'])
        }
      }
    }
    return sums
  })
}

/** Waits until the open panel of the connection says something: its figures come once a second. */
export const panelSays = (page: Page, words: RegExp) =>
  page.getByRole('dialog', { name: 'Connection' }).filter({ hasText: words }).waitFor()

/** Whether the picture of somebody is another one than when this was first asked: drawn small, pixel by pixel. */
function isMoving(label: string): boolean {
  const video = document.querySelector<HTMLVideoElement>(`video[aria-label="${label}"]`)
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 36
  const context = canvas.getContext('2d')
  if (!video || !context || video.videoWidth === 0) return false
  context.drawImage(video, 0, 0, 64, 36)
  const drawn = context.getImageData(0, 0, 64, 36).data.join()
  const first = video.dataset['drawn']
  video.dataset['drawn'] = first ?? drawn
  return first !== undefined && first !== drawn
}

/** Waits until frames are decoded and the picture of somebody changes. The test's own time limit ends it. */
export async function seesMoving(page: Page, name: string): Promise<void> {
  const before = (await incoming(page)).frames
  while ((await incoming(page)).frames <= before) await new Promise((resolve) => setTimeout(resolve, 200))
  await page.getByLabel(name, { exact: true }).and(page.locator('video')).waitFor()
  // As often as the camera gives a picture: reading one back takes the processor longer than anything else here.
  await page.waitForFunction(isMoving, name, { polling: 200 })
}

/** Milliseconds from the press on Answer to the first picture of the other. */
export async function answeredToFrame(page: Page): Promise<number> {
  const marks = await page.waitForFunction(() => {
    const first = performance.getEntriesByName('parley-call-first-frame')[0]
    const answered = performance.getEntriesByName('parley-call-answered')[0]
    return first && answered ? first.startTime - answered.startTime : null
  })
  return Number(await marks.jsonValue())
}

/** How many captured tracks of a page still run, of one kind and device or of any. */
export const liveTracks = (page: Page, kind?: 'audio' | 'video', label?: string) =>
  page.evaluate(
    (wanted) => {
      const isIt = (track: MediaStreamTrack): boolean =>
        track.readyState === 'live' &&
        (wanted.kind === undefined || track.kind === wanted.kind) &&
        (wanted.label === undefined || track.label === wanted.label)
      return (globalThis as Window).watched.tracks.filter(isIt).length
    },
    { kind, label },
  )

/** Looks for another path on a page, as after a change of the network. */
export const restartIce = (page: Page) => page.evaluate(() => (globalThis as Window).watched.peers.at(-1)?.restartIce())

/** The name of the path search that is under way or done on a page (`ice-ufrag`, RFC 8839 §5.4). */
export const pathSearch = (page: Page) =>
  page.evaluate(() => {
    const sdp = (globalThis as Window).watched.peers.at(-1)?.localDescription?.sdp ?? ''
    return /a=ice-ufrag:(\S+)/.exec(sdp)?.[1]
  })

/** Whether a page limits what pictures may take of a line that is too narrow for them. */
export const isLimited = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    (globalThis as Window).watched.peers.some(
      ({ connectionState, remoteDescription }) =>
        connectionState === 'connected' && /^b=AS:/m.test(remoteDescription?.sdp ?? ''),
    ),
  )

/** The 16 digits by which people in a call make sure that nobody stands between. */
export async function callCode(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'End-to-end encrypted' }).click()
  const code = page.locator('[data-call-code]')
  await code.waitFor()
  const digits = (await code.getAttribute('data-call-code')) ?? ''
  await page.keyboard.press('Escape')
  await code.waitFor({ state: 'detached' })
  return digits
}
