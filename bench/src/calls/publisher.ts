import { randomInt } from 'node:crypto'
import {
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoCodec,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node'
import type { Sfu } from './sfu.ts'

/** As a camera's, so that it comes in three sizes. */
const [width, height, perSecond] = [1280, 720, 20]
/** Pictures that take turns, and squares in each: a wall that stands still would cost next to nothing to send. */
const [pictures, squares, side] = [20, 60, 32]

/** A grey picture (YUV 4:2:0) with bright squares anywhere. */
function picture(): VideoFrame {
  const data = new Uint8Array((width * height * 3) / 2).fill(128)
  for (let square = 0; square < squares; square += 1) {
    const [x, y, bright] = [randomInt(width - side), randomInt(height - side), randomInt(256)]
    for (let row = y; row < y + side; row += 1) data.fill(bright, row * width + x, row * width + x + side)
  }
  return new VideoFrame(data, width, height, VideoBufferType.I420)
}

/** Somebody in a room of the SFU who sends what a camera would. */
export async function publish({ url, control }: Sfu, call: string): Promise<AsyncDisposable> {
  const room = new Room()
  await room.connect(url, await control.word({ call, device: 'publisher' }), { autoSubscribe: false, dynacast: true })
  const source = new VideoSource(width, height)
  const options = new TrackPublishOptions({
    source: TrackSource.SOURCE_CAMERA,
    videoCodec: VideoCodec.VP8,
    simulcast: true,
  })
  await room.localParticipant?.publishTrack(LocalVideoTrack.createVideoTrack('camera', source), options)
  const frames = Array.from({ length: pictures }, picture)
  let at = 0
  const filming = setInterval(() => {
    const frame = frames[at % pictures]
    at += 1
    if (frame) source.captureFrame(frame)
  }, 1000 / perSecond)
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(filming)
      await room.disconnect()
      await source.close()
    },
  }
}
