import type { Page } from 'playwright-core'

type Window = typeof globalThis & { watched: { tracks: MediaStreamTrack[] } }

/** Gives a page that is watched, from its next load on, a screen to share: a picture that changes all the time, and a tone. */
export async function giveScreen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // A page that is not served has no devices at all.
    if (navigator.mediaDevices === undefined) return
    navigator.mediaDevices.getDisplayMedia = async () => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: 640, height: 400 })
      const paint = canvas.getContext('2d')
      const stream = canvas.captureStream(5)
      const timer = setInterval(() => {
        if (!paint) return
        paint.fillStyle = `hsl(${(performance.now() / 10) % 360} 80% 50%)`
        paint.fillRect(0, 0, 640, 400)
        if (stream.getVideoTracks().every(({ readyState }) => readyState === 'ended')) clearInterval(timer)
      }, 200)
      const audio = new AudioContext()
      const [tone, out] = [audio.createOscillator(), audio.createMediaStreamDestination()]
      tone.connect(out)
      tone.start()
      for (const track of out.stream.getAudioTracks()) stream.addTrack(track)
      const { watched } = globalThis as Window
      watched.tracks.push(...stream.getTracks())
      return stream
    }
  })
}
