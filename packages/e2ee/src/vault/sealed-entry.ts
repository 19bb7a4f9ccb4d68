import {
  type DecryptedRoomEvent,
  DecryptionErrorCode,
  DecryptionSettings,
  MegolmDecryptionError,
  type OlmMachine,
  ShieldColor,
  ShieldStateCode,
  TrustRequirement,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { readSealed } from './ciphertext.ts'
import { idOf, roomId, roomName, userId, userName } from './names.ts'
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
      /**
       * The sender's device that the key is of. Where the key came out of a backup or from another device, they say so;
       * null: none that the sender has now, and nothing says who sealed it.
       */
      readonly device: string | null
      /** The key that it was sealed with, and how many entries that had sealed before. */
      readonly by: { readonly session: string; readonly index: number }
    }
  | { readonly kind: 'unopened'; readonly why: Unopened }

/** Only what comes from a device that its person has signed is opened at all. */
export const signedOnly = (): DecryptionSettings => new DecryptionSettings(TrustRequirement.CrossSignedOrLegacy)
const unopened = (why: Unopened): Opening => ({ kind: 'unopened', why })

/** Which of the devices that somebody has signed has a key (Curve25519, base64); null: none that is known. */
async function deviceWith(machine: OlmMachine, user: string, key: string): Promise<string | null> {
  const devices = (await machine.getUserDevices(userId(user))).devices()
  const device = devices.find(({ curve25519Key }) => curve25519Key?.toBase64() === key)
  return device?.isCrossSignedByOwner() ? device.deviceId.toString() : null
}

/**
 * Opens what a device has sealed that its person has signed. Of a key out of a backup, or from another device of mine,
 * the library says that its source is insecure as soon as it knows the sender's device: here those sources are trusted,
 * and the device is looked for by the key.
 */
async function opened(machine: OlmMachine, event: string, room: string): Promise<DecryptedRoomEvent> {
  try {
    return await machine.decryptRoomEvent(event, roomId(room), signedOnly())
  } catch (error) {
    const isUnknown = error instanceof MegolmDecryptionError && error.code === DecryptionErrorCode.UnknownSenderDevice
    if (!isUnknown) throw error
    const anybody = new DecryptionSettings(TrustRequirement.Untrusted)
    const plain = await machine.decryptRoomEvent(event, roomId(room), anybody)
    const isPassedOn = plain.shieldState(false).code === ShieldStateCode.AuthenticityNotGuaranteed
    const { sender, senderCurve25519Key: key } = plain
    if (!isPassedOn || (await deviceWith(machine, idOf(sender.toString()), key)) === null) throw error
    return plain
  }
}

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
    const plain = await opened(machine, JSON.stringify(event), room)
    // A forged sender is opened all the same: nothing may be shown under a name that is not proven.
    if (plain.shieldState(false).color === ShieldColor.Red || idOf(plain.sender.toString()) !== sender) {
      return unopened('not-the-sender')
    }
    if (id !== null && replays.isRepeated(room, sealed.session, sealed.index, id)) return unopened('repeated')
    const { type, content } = JSON.parse(plain.event) as { type: string; content: unknown }
    const device = plain.senderDevice?.toString() ?? (await deviceWith(machine, sender, plain.senderCurve25519Key))
    return { kind: 'opened', type, content, device, by: sealed }
  } catch (error) {
    return unopened(unopenedBy(error))
  }
}
