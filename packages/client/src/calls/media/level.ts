import type { Stop } from '../../client.ts'

/** Decibels below full scale that count as silence and as full. */
const silence = -60
const full = -12
/** Milliseconds between two levels: 15 a second. */
const levelEvery = 66

/** How loud samples between −1 and 1 are: 0 silence, 1 a raised voice close by. */
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  if (sum === 0) return 0
  const decibels = 10 * Math.log10(sum / samples.length)
  return Math.min(1, Math.max(0, (decibels - silence) / (full - silence)))
}

/** Calls back 15 times a second with how loud a track is, from 0 to 1. */
export function followTrack(audio: AudioContext, track: MediaStreamTrack, onLevel: (level: number) => void): Stop {
  const analyser = audio.createAnalyser()
  analyser.fftSize = 1024
  const source = audio.createMediaStreamSource(new MediaStream([track]))
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    onLevel(loudness(samples))
  }, levelEvery)
  return () => {
    clearInterval(timer)
    source.disconnect()
    onLevel(0)
  }
}
