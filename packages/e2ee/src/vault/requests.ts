import {
  KeysClaimRequest,
  KeysQueryRequest,
  KeysUploadRequest,
  type OutgoingRequest,
  SignatureUploadRequest,
  ToDeviceRequest,
  type UploadSigningKeysRequest,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { type InputOf, type OutputOf, ParleyError } from '@parley/protocol'
import { claimed, queried } from './answers.ts'
import { batches } from './batches.ts'
import type { Courier } from './courier.ts'
import { idOf } from './names.ts'
import type { SignedObjects } from './signatures.ts'

type Json = Readonly<Record<string, unknown>>

const keyed = (keys: Json | undefined) =>
  Object.entries(keys ?? {}).map(([id, key]) => ({ id, key: JSON.stringify(key) }))

async function publish(courier: Courier, body: string): Promise<Json> {
  const { device_keys, one_time_keys, fallback_keys } = JSON.parse(body) as Record<string, Json | undefined>
  const { oneTime } = await courier('keys.publish', {
    ...(device_keys ? { device: JSON.stringify(device_keys) } : {}),
    ...(one_time_keys ? { oneTime: keyed(one_time_keys) } : {}),
    ...(fallback_keys ? { fallback: keyed(fallback_keys) } : {}),
  })
  return { one_time_key_counts: { signed_curve25519: oneTime } }
}

/** Most people of one `keys.query`, and most devices of one `keys.claim`. */
const [queryAtOnce, claimAtOnce] = [100, 200]

async function query(courier: Courier, body: string): Promise<Json> {
  const { device_keys } = JSON.parse(body) as { device_keys: Json }
  const found: OutputOf<'keys.query'>['users'] = []
  let wanted = Object.keys(device_keys).map(idOf)
  while (wanted.length > 0) {
    const { users, later } = await courier('keys.query', { users: wanted.slice(0, queryAtOnce) })
    found.push(...users)
    wanted = [...later, ...wanted.slice(queryAtOnce)]
  }
  return queried(found)
}

async function claim(courier: Courier, body: string): Promise<Json> {
  const { one_time_keys } = JSON.parse(body) as { one_time_keys: Readonly<Record<string, Json>> }
  const devices = Object.entries(one_time_keys).flatMap(([name, some]) =>
    Object.keys(some).map((device) => ({ user: idOf(name), device })),
  )
  const keys: OutputOf<'keys.claim'>['keys'] = []
  for (let from = 0; from < devices.length; from += claimAtOnce) {
    keys.push(...(await courier('keys.claim', { devices: devices.slice(from, from + claimAtOnce) })).keys)
  }
  return claimed(keys)
}

async function sign(courier: Courier, body: string): Promise<Json> {
  const signatures = Object.entries(JSON.parse(body) as SignedObjects).flatMap(([name, objects]) =>
    Object.entries(objects).flatMap(([target, { signatures: by = {} }]) =>
      Object.values(by).flatMap((some) =>
        Object.entries(some).map(([key, signature]) => ({ user: idOf(name), target, key, signature })),
      ),
    ),
  )
  await courier('keys.sign', { signatures })
  return {}
}

/** What one `inbox.send` takes. */
const atOnce = { count: 200, characters: 56 * 1024 }

/** Whose keys a request signs. */
export const signedIn = (body: string): readonly string[] => Object.keys(JSON.parse(body) as SignedObjects).map(idOf)

/** So the library writes that something is for all devices of a person. */
const everyDevice = '*'

async function devicesOf(courier: Courier, user: string): Promise<readonly string[]> {
  const { users } = await courier('keys.query', { users: [user] })
  return users.flatMap(({ devices }) => devices.map(({ device }) => device))
}

async function deliver(courier: Courier, type: string, body: string): Promise<Json> {
  const { messages } = JSON.parse(body) as { messages: Readonly<Record<string, Json>> }
  const all = Object.entries(messages).map(async ([name, devices]) => {
    const user = idOf(name)
    const each = Object.entries(devices).map(async ([device, content]) => {
      const body = JSON.stringify({ type, content })
      const ids = device === everyDevice ? await devicesOf(courier, user) : [device]
      return ids.map((id) => ({ user, device: id, body }))
    })
    return (await Promise.all(each)).flat()
  })
  await sendAll(courier, (await Promise.all(all)).flat())
  return {}
}

/** Puts sealed bodies into inboxes, as many at once as there may be. */
export async function sendAll(courier: Courier, all: InputOf<'inbox.send'>['messages']): Promise<void> {
  for (const messages of batches(all, atOnce)) await send(courier, [...messages])
}

/** A device whose inbox is full, because nobody opens it, must not keep the others from theirs. */
async function send(courier: Courier, messages: InputOf<'inbox.send'>['messages']): Promise<void> {
  try {
    await courier('inbox.send', { messages })
  } catch (error) {
    const full = error instanceof ParleyError && error.code === 'inbox_full' ? error.detail.path?.split('.')[2] : null
    if (full === undefined || full === null) throw error
    await send(courier, messages.toSpliced(Number(full), 1))
  }
}

/** Carries out one request of the library. Answers what the library wants to hear; rejects when it did not arrive. */
export async function carry(courier: Courier, request: OutgoingRequest): Promise<string> {
  const done = async (): Promise<Json> => {
    if (request instanceof KeysUploadRequest) return await publish(courier, request.body)
    if (request instanceof KeysQueryRequest) return await query(courier, request.body)
    if (request instanceof KeysClaimRequest) return await claim(courier, request.body)
    if (request instanceof SignatureUploadRequest) return await sign(courier, request.body)
    if (request instanceof ToDeviceRequest) return await deliver(courier, request.event_type, request.body)
    throw new Error(`Nothing here carries a request of type ${request.type}.`)
  }
  return JSON.stringify(await done())
}

/** Publishes the three public keys of a person's identity. */
export async function publishIdentity(
  courier: Courier,
  request: UploadSigningKeysRequest,
  replace: boolean,
): Promise<void> {
  const { master_key, self_signing_key, user_signing_key } = JSON.parse(request.body) as Record<string, Json>
  await courier('keys.identity', {
    master: JSON.stringify(master_key),
    selfSigning: JSON.stringify(self_signing_key),
    userSigning: JSON.stringify(user_signing_key),
    ...(replace ? { replace } : {}),
  })
}
