import {
  CollectStrategy,
  DecryptedToDeviceEvent,
  type Device,
  type OlmMachine,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import type { InputOf } from '@parley/protocol'
import { publicPart } from './answers.ts'
import { deviceId, idOf, userId } from './names.ts'
import { parseObject } from './parse.ts'
import { isStoreFault } from './store-fault.ts'

/** Something that one device sealed for this one; who did is proven by their identity's signature on that device. */
export interface Whisper {
  readonly from: { readonly user: string; readonly device: string }
  /** The sender's master key. */
  readonly identity: string
  readonly type: string
  readonly content: unknown
}

type Message = InputOf<'inbox.send'>['messages'][number]

/** The master key by which a person's device is signed; null: by none, or nobody knows the device. */
export async function signerOf(machine: OlmMachine, user: string, device: string): Promise<string | null> {
  const known = await machine.getDevice(userId(user), deviceId(device))
  if (!known?.isCrossSignedByOwner()) return null
  const identity = await machine.getIdentity(userId(user))
  return identity ? publicPart(identity.masterKey) : null
}

/** What is for Parley among the messages that came in; the library keeps what is for itself. */
export async function heard(machine: OlmMachine, events: readonly unknown[]): Promise<readonly Whisper[]> {
  const found = events.map(async (event): Promise<Whisper | null> => {
    if (!(event instanceof DecryptedToDeviceEvent)) return null
    const { type, content } = parseObject(event.rawEvent) ?? {}
    const { sender, senderDevice } = event.encryptionInfo
    if (typeof type !== 'string' || !type.startsWith('parley.') || !senderDevice) return null
    const from = { user: idOf(sender.toString()), device: senderDevice.toString() }
    const identity = await signerOf(machine, from.user, from.device)
    return identity === null ? null : { from, identity, type, content }
  })
  return (await Promise.all(found)).filter((whisper) => whisper !== null)
}

/** A body that one device opens, and the master key by which that device was signed when it was sealed. */
export interface SealedForDevice {
  readonly body: string
  readonly identity: string
}

async function seal(known: Device, type: string, content: unknown): Promise<string | null> {
  try {
    const text = await known.encryptToDeviceEvent(type, content, CollectStrategy.identityBasedStrategy())
    return JSON.stringify({ type: 'm.room.encrypted', content: JSON.parse(text) })
  } catch (error) {
    if (isStoreFault(error)) throw error
    return null
  }
}

/** Seals something for one device. There has to be a session with it. */
export async function sealedForDevice(
  machine: OlmMachine,
  { user, device }: { readonly user: string; readonly device: string },
  type: string,
  content: unknown,
): Promise<SealedForDevice | null> {
  const known = await machine.getDevice(userId(user), deviceId(device))
  const identity = await signerOf(machine, user, device)
  const body = known && identity !== null ? await seal(known, type, content) : null
  return body === null || identity === null ? null : { body, identity }
}

/**
 * Seals something for the devices of people that they have signed, without this one. There has to be a session with
 * each (`getMissingSessions`); a device without one is left out.
 * @param only one device of theirs; absent: all
 */
export async function sealedFor(
  machine: OlmMachine,
  to: { readonly user: string; readonly device?: string },
  type: string,
  content: unknown,
): Promise<readonly Message[]> {
  const own = machine.deviceId.toString()
  const devices = (await machine.getUserDevices(userId(to.user))).devices()
  const wanted = devices.filter((device) => {
    const id = device.deviceId.toString()
    return id !== own && (to.device ?? id) === id && device.isCrossSignedByOwner()
  })
  const sealed = wanted.map(async (device): Promise<Message | null> => {
    const body = await seal(device, type, content)
    return body === null ? null : { user: to.user, device: device.deviceId.toString(), body }
  })
  return (await Promise.all(sealed)).filter((message) => message !== null)
}
