const pitches = {
  G3: 196,
  B3: 246.94,
  B4: 493.88,
  C5: 523.25,
  E4: 329.63,
  E5: 659.26,
  G4: 392,
  G5: 783.99,
  A4: 440,
} as const

interface Note {
  readonly pitch: keyof typeof pitches | number
  /** Seconds after the beginning, and how long it rings. */
  readonly at: number
  readonly lasts: number
  /** Seconds until it is at its loudest: a mallet is quick, a swell slow. */
  readonly rise?: number
}

export interface Sound {
  readonly notes: readonly Note[]
  /** 0 to 100. */
  readonly volume: number
}

/** Warm, wooden and short; each has something to see as well. */
export const sounds = {
  incoming: {
    volume: 70,
    notes: [
      { pitch: 'E4', at: 0, lasts: 0.5 },
      { pitch: 'B4', at: 0.28, lasts: 0.72 },
    ],
  },
  outgoing: { volume: 35, notes: [{ pitch: 'G3', at: 0, lasts: 0.8, rise: 0.3 }] },
  connected: {
    volume: 40,
    notes: [
      { pitch: 'B4', at: 0, lasts: 0.1 },
      { pitch: 'E5', at: 0.08, lasts: 0.1 },
    ],
  },
  ended: {
    volume: 40,
    notes: [
      { pitch: 'E4', at: 0, lasts: 0.12 },
      { pitch: 'B3', at: 0.1, lasts: 0.12 },
    ],
  },
  hand: {
    volume: 30,
    notes: [
      { pitch: 'C5', at: 0, lasts: 0.09 },
      { pitch: 'G5', at: 0.07, lasts: 0.09 },
    ],
  },
  mute: { volume: 25, notes: [{ pitch: 180, at: 0, lasts: 0.05 }] },
  unmute: { volume: 25, notes: [{ pitch: 620, at: 0, lasts: 0.05 }] },
} as const satisfies Record<string, Sound>

export type SoundName = keyof typeof sounds

/** The frequency of a note in hertz. */
export const hertz = (pitch: Note['pitch']): number => (typeof pitch === 'number' ? pitch : pitches[pitch])
