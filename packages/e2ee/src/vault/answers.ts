import type { OutputOf } from '@parley/protocol'
import { userName } from './names.ts'
import { parseObject } from './parse.ts'
import { withSignatures } from './signatures.ts'

type Json = Readonly<Record<string, unknown>>

/** The master key's public part: its signatures are kept under it. */
export function publicPart(text: string): string {
  const keys = parseObject(text)?.['keys'] as Readonly<Record<string, string>> | undefined
  return Object.values(keys ?? {})[0] ?? ''
}

/** `keys.query` as the library reads it. What is malformed is left out: the library refuses what is not signed. */
export function queried(users: OutputOf<'keys.query'>['users']): Json {
  const [devices, masters, selfSigning, userSigning]: [Record<string, Json>, ...Record<string, unknown>[]] = [
    {},
    {},
    {},
    {},
  ]
  for (const one of users) {
    const name = userName(one.user)
    devices[name] = Object.fromEntries(
      one.devices.flatMap(({ device, keys }) => {
        const object = parseObject(keys)
        return object ? [[device, withSignatures(object, device, one.signatures)]] : []
      }),
    )
    const [master, self, other] = [one.master, one.selfSigning, one.userSigning].map((key) => parseObject(key ?? ''))
    if (master) masters[name] = withSignatures(master, publicPart(one.master ?? ''), one.signatures)
    if (self) selfSigning[name] = self
    if (other) userSigning[name] = other
  }
  return {
    device_keys: devices,
    master_keys: masters,
    self_signing_keys: selfSigning,
    user_signing_keys: userSigning,
    failures: {},
  }
}

/** `keys.claim` as the library reads it. */
export function claimed(keys: OutputOf<'keys.claim'>['keys']): Json {
  const byUser: Record<string, Record<string, Json>> = {}
  for (const { user, device, id, key } of keys) {
    const [name, object] = [userName(user), parseObject(key)]
    if (object) byUser[name] = { ...byUser[name], [device]: { [id]: object } }
  }
  return { one_time_keys: byUser, failures: {} }
}
