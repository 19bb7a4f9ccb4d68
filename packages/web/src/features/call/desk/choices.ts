import type { MediaChoices } from '@parley/client/calls'
import { cell } from '../../../design/cell.ts'
import type { Corner } from '../float/corner.ts'
import type { Layout } from '../layout/scene.ts'

/** What a person likes in calls; kept in this browser. */
export interface Choices extends MediaChoices {
  /** Id of the device that plays; null: whichever the computer uses. */
  readonly speaker: string | null
  readonly isMuted: boolean
  /** The same in voice channels. */
  readonly isMutedInVoice: boolean
  readonly hasCamera: boolean
  readonly hidesSelf: boolean
  /** Pictures make way for voices when the computer is busy. */
  readonly sparesComputer: boolean
  readonly selfCorner: Corner
  readonly miniCorner: Corner
  /** While no screen and nobody pinned is large. */
  readonly layout: Layout
}

const key = 'parley.call-choices'

const first: Choices = {
  microphone: null,
  camera: null,
  speaker: null,
  noiseSuppression: true,
  saver: false,
  isMuted: false,
  isMutedInVoice: true,
  hasCamera: true,
  hidesSelf: false,
  sparesComputer: true,
  selfCorner: 'block-end-inline-end',
  miniCorner: 'block-end-inline-end',
  layout: 'grid',
}

function read(): Choices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return first
    const known = Object.entries(kept).filter(([name, value]) => {
      const before: unknown = first[name as keyof Choices]
      return before !== undefined && (before === null ? typeof value === 'string' : typeof value === typeof before)
    })
    return { ...first, ...Object.fromEntries(known) }
  } catch {
    return first
  }
}

export const choices = cell<Choices>(read())

/** Changes some of them, for this call and the next ones. */
export function choose(some: Partial<Choices>): void {
  choices.set({ ...choices.get(), ...some })
  try {
    localStorage.setItem(key, JSON.stringify(choices.get()))
  } catch {
    // Without storage they last as long as the page.
  }
}
