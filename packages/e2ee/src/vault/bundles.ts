import { CollectStrategy, type OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { Courier } from './courier.ts'
import { roomId, userId } from './names.ts'
import { carry } from './requests.ts'

/** Keys of one room for somebody who came later (MSC4268), sealed with a key that only their devices are told. */
export interface Bundle {
  readonly id: string
  readonly room: string
  /** What opens it, as the library writes it. */
  readonly info: string
  readonly sealed: Uint8Array
}

/** The library wants an address there; here it only says which bundle is meant. */
const addressOf = (id: string): string => `mxc://parley/${id}`

/** The keys that were made to be handed on; null: this device has none of that room. */
export async function buildBundle(machine: OlmMachine, room: string, id: string): Promise<Bundle | null> {
  const attachment = await machine.buildRoomKeyBundle(roomId(room))
  const info = attachment?.mediaEncryptionInfo
  return attachment && info !== undefined ? { id, room, info, sealed: attachment.encryptedData } : null
}

/** Tells the signed devices of a person what opens a bundle. There has to be a session with each. */
export async function announceBundle(
  machine: OlmMachine,
  courier: Courier,
  user: string,
  { id, room, info }: Bundle,
): Promise<void> {
  const signed = CollectStrategy.identityBasedStrategy()
  const requests = await machine.shareRoomKeyBundleData(userId(user), roomId(room), addressOf(id), info, signed)
  for (const request of requests) await carry(courier, request)
}

/** Takes the keys of a bundle in, if it is the one that the person's signed device announced last. */
export async function takeBundle(
  machine: OlmMachine,
  { room, from, id, sealed }: { readonly room: string; readonly from: string } & Pick<Bundle, 'id' | 'sealed'>,
): Promise<boolean> {
  const announced = await machine.getReceivedRoomKeyBundleData(roomId(room), userId(from))
  if (announced?.url !== addressOf(id)) return false
  try {
    await machine.receiveRoomKeyBundle(announced, sealed)
    return true
  } catch {
    return false
  }
}
