import { cell } from '../../../design/cell.ts'

/** What somebody does in the voice channel that this tab is in. */
export interface VoiceSign {
  readonly isMuted: boolean
  readonly isSharing: boolean
}

/** The channel that this tab is in, and what it knows of the people there, by user. */
export interface VoiceSigns {
  readonly room: string
  readonly of: ReadonlyMap<string, VoiceSign>
}

/** null: this tab is in none. Only who is in a call knows what the others do there. */
export const voiceSigns = cell<VoiceSigns | null>(null)
