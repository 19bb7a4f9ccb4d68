import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { type Seat, script, sfuOf, worker } from './sfu.ts'

/** The bytes of a key of somebody's media, under the index by which frames name it. */
interface TakenKey {
  readonly device: string
  readonly index: number
  readonly bytes: readonly number[]
}

interface Thief {
  readonly taken: TakenKey[]
}

/** From its next load on a page keeps every key of the others' media that it is given, and lets go of no connection. */
export async function keepsAll(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const taken: TakenKey[] = []
    Object.assign(globalThis, { taken })
    const known = new WeakMap<object, readonly number[]>()
    const { importKey } = SubtleCrypto.prototype
    SubtleCrypto.prototype.importKey = async function (this: SubtleCrypto, ...given: unknown[]) {
      const key = await (importKey as (...all: unknown[]) => Promise<CryptoKey>).apply(this, given)
      const [format, bytes] = given
      if (format === 'raw') known.set(key, [...new Uint8Array(bytes as ArrayBuffer)])
      return key
    } as typeof importKey
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (message: unknown, more?: Transferable[] | StructuredSerializeOptions) {
      const { kind, data } = message as {
        readonly kind?: string
        readonly data?: {
          readonly participantIdentity: string
          readonly isPublisher: boolean
          readonly key: CryptoKey
          readonly keyIndex: number
        }
      }
      const bytes = data && kind === 'setKey' && !data.isPublisher ? known.get(data.key) : undefined
      // What comes later under the same index only puts an end to what was there.
      const isNew = taken.every(({ device, index }) => device !== data?.participantIdentity || index !== data.keyIndex)
      if (data && bytes && isNew) taken.push({ device: data.participantIdentity, index: data.keyIndex, bytes })
      postMessage.call(this, message, Array.isArray(more) ? { transfer: more } : more)
    }
    Worker.prototype.terminate = () => undefined
    RTCPeerConnection.prototype.close = () => undefined
    WebSocket.prototype.close = () => undefined
  })
}

export const takenKeys = (page: Page): Promise<readonly TakenKey[]> =>
  page.evaluate(() => (globalThis as unknown as Thief).taken)

type Reading = typeof globalThis & {
  LivekitClient: typeof import('livekit-client')
  put: (keys: readonly TakenKey[]) => void
  room: import('livekit-client').Room
  tone: () => number
}

/** What has come, and what of it was decoded: counters that grow. */
export interface Come {
  readonly packets: number
  /** Whole ones, as far as they were opened. */
  readonly frames: number
  readonly decoded: number
  /** How much of all that was heard in the last two seconds is the tone, from 0 to 1. */
  readonly tone: number
}

/**
 * A page that enters the SFU of a server as some device, by a word of the operator, and asks for all that is there.
 * @param hertz of the tone that it listens for
 * @param keys by which it opens what comes; null: it takes everything as it is
 */
export async function readSfu(page: Page, data: string, seat: Seat, hertz: number, keys: readonly TakenKey[] | null) {
  const { url, word } = await sfuOf(data)
  // A page of the SFU's own address, whose policy allows everything.
  await page.goto(url)
  await page.addScriptTag({ path: script })
  const program = keys && (await readFile(worker, 'utf8'))
  await page.evaluate(
    async ({ at, token, program, hertz, first }) => {
      const own = globalThis as Reading
      const { BaseKeyProvider, Room, RoomEvent, createKeyMaterialFromBuffer } = own.LivekitClient
      class Provider extends BaseKeyProvider {
        readonly #put = new Set<string>()
        async put(keys: readonly TakenKey[]): Promise<void> {
          for (const { device, index, bytes } of keys) {
            if (this.#put.has(`${device} ${index}`)) continue
            this.#put.add(`${device} ${index}`)
            this.onSetEncryptionKey(await createKeyMaterialFromBuffer(new Uint8Array(bytes).buffer), device, index)
          }
        }
      }
      const keyProvider = new Provider({
        sharedKey: false,
        keyringSize: 256,
        ratchetWindowSize: 0,
        failureTolerance: -1,
      })
      const encryption = program && {
        keyProvider,
        worker: new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))),
      }
      const room = new Room(encryption ? { encryption } : {})
      if (encryption) await room.setE2EEEnabled(true)
      await keyProvider.put(first)
      const audio = new AudioContext()
      const analyser = audio.createAnalyser()
      analyser.smoothingTimeConstant = 0
      room.on(RoomEvent.TrackSubscribed, (track) => {
        const element = track.attach()
        element.muted = true
        document.body.append(element)
        void element.play()
        if (track.kind === 'audio')
          audio.createMediaStreamSource(new MediaStream([track.mediaStreamTrack])).connect(analyser)
      })
      own.room = room
      own.put = (keys) => void keyProvider.put(keys)
      const share = (): number => {
        const bins = new Float32Array(analyser.frequencyBinCount)
        analyser.getFloatFrequencyData(bins)
        const powers = [...bins].map((decibels) => 10 ** (decibels / 10))
        const width = audio.sampleRate / analyser.fftSize
        const all = powers.reduce((sum, power) => sum + power, 0)
        const near = powers.filter((_, at) => Math.abs(at * width - hertz) < 3 * width)
        return all > 0 ? near.reduce((sum, power) => sum + power, 0) / all : 0
      }
      const shares: number[] = []
      setInterval(() => shares.push(share()), 100)
      own.tone = () => shares.slice(-20).reduce((sum, one) => sum + one / 20, 0)
      await room.connect(at.replace('http', 'ws'), token)
    },
    { at: url, token: await word(seat), program, hertz, first: keys ?? [] },
  )
  return {
    /** More keys to try. */
    put: (more: readonly TakenKey[]) => page.evaluate((all) => (globalThis as Reading).put(all), more),
    come: () =>
      page.evaluate(async (): Promise<Come> => {
        const { room, tone } = globalThis as Reading
        const sums = { packets: 0, frames: 0, decoded: 0 }
        for (const { trackPublications } of room.remoteParticipants.values())
          for (const { track } of trackPublications.values())
            for (const stats of ((await track?.getRTCStatsReport()) ?? new Map()).values())
              if (stats.type === 'inbound-rtp' && stats.kind === 'video') {
                sums.packets += Number(stats.packetsReceived)
                sums.frames += Number(stats.framesReceived)
                sums.decoded += Number(stats.framesDecoded)
              }
        return { ...sums, tone: tone() }
      }),
  }
}
