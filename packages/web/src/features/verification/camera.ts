import { decodeQR } from 'qr/decode.js'

/** Milliseconds between two looks through the camera. */
const between = 200

/** A code in a picture, as bytes: what is in it is no text. null: none is seen. */
export function bytesIn(picture: Pick<ImageData, 'width' | 'height' | 'data'>): Uint8Array | null {
  try {
    const letters = decodeQR(picture, { textDecoder: (bytes) => String.fromCharCode(...bytes) })
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

/** Looks through the camera until the answer is called. Rejects where there is none, or it may not be used. */
export async function watchCamera(video: HTMLVideoElement, seen: (code: Uint8Array) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  const timer = setInterval(() => {
    const { videoWidth: width, videoHeight: height } = video
    if (!brush || width === 0) return
    canvas.width = width
    canvas.height = height
    brush.drawImage(video, 0, 0)
    const code = bytesIn(brush.getImageData(0, 0, width, height))
    if (code) seen(code)
  }, between)
  return () => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
  }
}
