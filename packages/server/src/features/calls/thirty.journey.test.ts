import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import {
  dispose,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node'
import { makeId } from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { SfuControl } from '../../adapters/livekit/control.ts'
import { readRecord } from '../../adapters/livekit/record.ts'
import { openServer, sfuProgram, visitor, withSfu } from '../../testing/index.ts'

const people = 30
/** How many of them show something. */
const shown = 3
const [width, height] = [320, 180]

afterAll(() => dispose())

/** A grey picture (YUV 4:2:0) with bright dots anywhere. */
function picture(): VideoFrame {
  const data = new Uint8Array((width * height * 3) / 2).fill(128)
  for (let dot = 0; dot < 400; dot += 1) data[randomInt(width * height)] = 255
  return new VideoFrame(data, width, height, VideoBufferType.I420)
}

/** Sends ten pictures a second. */
async function film(room: Room): Promise<AsyncDisposable> {
  const source = new VideoSource(width, height)
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_CAMERA, simulcast: false })
  await room.localParticipant?.publishTrack(LocalVideoTrack.createVideoTrack('camera', source), options)
  const filming = setInterval(() => source.captureFrame(picture()), 100)
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(filming)
      await source.close()
    },
  }
}

/** Of each picture that comes to somebody, how much of it could be shown so far. */
async function decoded(room: Room): Promise<readonly number[]> {
  const { publisherStats, subscriberStats } = await room.getRtcStats()
  return [...publisherStats, ...subscriberStats].flatMap(({ stats }) => {
    if (stats.case !== 'inboundRtp' || stats.value.stream?.kind !== 'video') return []
    return [Number(stats.value.inbound?.framesDecoded ?? 0)]
  })
}

/** Somebody in the SFU, with a key that all here share. LiveKit's package for Node.js goes there by itself. */
async function enter(url: string, word: string): Promise<Room> {
  const room = new Room()
  const encryption = { keyProviderOptions: { sharedKey: new Uint8Array(32).fill(7) } }
  await room.connect(url, word, { autoSubscribe: true, dynacast: true, encryption })
  return room
}

test.skipIf(!sfuProgram)(
  'row 80: thirty are in one call, and each sees the moving pictures of all who show any',
  async () => {
    await using server = await openServer({ ...withSfu(), PARLEY_CREDENTIALS_PER_MINUTE: '1000' })
    const [first, ...others] = await Promise.all(Array.from({ length: people }, (_, n) => visitor(server, `comer${n}`)))
    if (!first) throw new Error('Nobody has come.')
    const hall = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    await first.live.do('rooms.create', { id: hall, kind: 'public', name: 'hall', topic: '' })
    await Promise.all(others.map(({ live }) => live.do('rooms.join', { room: hall })))
    let call = ''
    await expect
      .poll(async () => {
        const admitted = await first.live.do('calls.start', { room: hall, media: 'video' })
        call = admitted.call.id
        if (admitted.route.kind !== 'sfu') await first.live.do('calls.leave', { call })
        return admitted.route.kind
      })
      .toBe('sfu')
    const record = await readRecord(join(server.folder, 'sfu', 'running.json'))
    if (!record) throw new Error('The SFU left no word of itself.')
    const url = `http://127.0.0.1:${record.ports.signal}`
    const control = new SfuControl(url, record.key)
    await control.open(call)
    const rooms = await Promise.all(
      [first, ...others].map(async ({ live, device }) => {
        await live.do('calls.join', { call })
        return await enter(url, await control.word({ call, device }))
      }),
    )
    await using films = new AsyncDisposableStack()
    for (const room of rooms.slice(0, shown)) films.use(await film(room))
    for (const [at, room] of rooms.entries()) {
      const wanted = at < shown ? shown - 1 : shown
      await expect.poll(async () => (await decoded(room)).filter((frames) => frames > 20)).toHaveLength(wanted)
    }
    expect(rooms.map(({ remoteParticipants }) => remoteParticipants.size)).toEqual(rooms.map(() => people - 1))
    await Promise.all(rooms.map((room) => room.disconnect()))
  },
)
