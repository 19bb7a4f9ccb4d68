import { audio } from './audio.ts'
import { hertz, type Sound, type SoundName, sounds } from './sounds.ts'

function strike(
  context: AudioContext,
  { pitch, at, lasts, rise = 0.006 }: Sound['notes'][number],
  volume: number,
): void {
  const start = context.currentTime + at
  const gain = context.createGain()
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, volume), start + rise)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + lasts)
  gain.connect(context.destination)
  // A fundamental with a quiet fourth harmonic that dies at once sounds like wood.
  for (const [type, ratio] of [
    ['sine', 1],
    ['triangle', 0.5],
  ] as const) {
    const tone = context.createOscillator()
    tone.type = type
    tone.frequency.value = hertz(pitch) * ratio
    tone.connect(gain)
    tone.start(start)
    tone.stop(start + lasts)
  }
}

/** Plays a sound once. `share`: from 0 to 1 of its usual volume. Silent while the browser keeps the page silent. */
export function play(name: SoundName, share = 1): void {
  const context = audio()
  if (context.state !== 'running') return
  const sound: Sound = sounds[name]
  for (const note of sound.notes) strike(context, note, (sound.volume / 100) * 0.3 * share)
}

/** Plays a sound again and again until the answer is called. `swells`: from quiet to full in 6 s. */
export function repeat(name: SoundName, every: number, swells = false): () => void {
  const began = performance.now()
  const once = (): void => play(name, swells ? Math.min(1, 0.3 + (performance.now() - began) / 8500) : 1)
  once()
  const timer = setInterval(once, every)
  return () => clearInterval(timer)
}
