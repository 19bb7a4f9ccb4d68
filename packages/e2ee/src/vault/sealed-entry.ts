import { DecryptionSettings, type OlmMachine, ShieldColor, TrustRequirement } from '@matrix-org/matrix-sdk-crypto-wasm'
import { readSealed } from './ciphertext.ts'
import { idOf, roomId, roomName, userName } from './names.ts'
import type { Replays } from './replays.ts'
import { type Unopened, unopenedBy } from './unopened.ts'

/** A sealed entry as it stands in a room's log, or a value beside it. */
export interface SealedEntry {
  /** null: no entry, but a value of which the last one counts; it may come again. */
  readonly id: string | null
  readonly room: string
  readonly sender: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly body: string
}

/** What an entry says once it is opened, and by whom that is proven. */
export type Opening =
  | {
      readonly kind: 'opened'
      readonly type: string
      readonly content: unknown
      readonly device: string | null
      /** The key that it was sealed with, and how many entries that had sealed before. */
      readonly by: { readonly session: string; readonly index: number }
    }
  | { readonly kind: 'unopened'; readonly why: Unopened }

/** Only what comes from a device that its person has signed is opened at all. */
export const signedOnly = (): DecryptionSettings => new DecryptionSettings(TrustRequirement.CrossSignedOrLegacy)
const unopened = (why: Unopened): Opening => ({ kind: 'unopened', why })

/** Opens an entry with the keys that are here, or says why it cannot be read. */
export async function openSealed(
  machine: OlmMachine,
  replays: Replays,
  { id, room, sender, at, body }: SealedEntry,
): Promise<Opening> {
  const sealed = readSealed(body)
  if (!sealed) return unopened('damaged')
  const event = {
    event_id: `$${id ?? 'value'}`,
    type: 'm.room.encrypted',
    sender: userName(sender),
    origin_server_ts: at,
    room_id: roomName(room),
    content: JSON.parse(body) as unknown,
  }
  try {
    const plain = await machine.decryptRoomEvent(JSON.stringify(event), roomId(room), signedOnly())
    // A forged sender is opened all the same: nothing may be shown under a name that is not proven.
    if (plain.shieldState(false).color === ShieldColor.Red || idOf(plain.sender.toString()) !== sender) {
      return unopened('not-the-sender')
    }
    if (id !== null && replays.isRepeated(room, sealed.session, sealed.index, id)) return unopened('repeated')
    const { type, content } = JSON.parse(plain.event) as { type: string; content: unknown }
    return { kind: 'opened', type, content, device: plain.senderDevice?.toString() ?? null, by: sealed }
  } catch (error) {
    return unopened(unopenedBy(error))
  }
}
