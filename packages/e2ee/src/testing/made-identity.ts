import type { OutputOf } from '@parley/protocol'
import { userName } from '../vault/names.ts'
import type { Signed } from '../vault/signatures.ts'
import { canonical, olm } from './olm.ts'

type UserKeys = OutputOf<'keys.query'>['users'][number]

/** An identity of somebody's that is made from outside any device of theirs, as a server could make one. */
export class MadeIdentity {
  readonly #user: string
  readonly #keys = ['master', 'self_signing'].map((usage) => {
    const signing = new olm.PkSigning()
    return { usage, signing, key: signing.init_with_seed(signing.generate_seed()) }
  })

  constructor(user: string) {
    this.#user = user
  }

  /** Devices as the key service shows them, signed by this identity. */
  over(devices: UserKeys['devices']): UserKeys {
    const [master = '', self = ''] = this.#keys.map(({ usage, key }) =>
      JSON.stringify({ user_id: userName(this.#user), usage: [usage], keys: { [`ed25519:${key}`]: key } }),
    )
    return {
      user: this.#user,
      master,
      selfSigning: this.#signed(0, self),
      userSigning: null,
      devices: devices.map((one) => ({ ...one, keys: this.#signed(1, one.keys) })),
      signatures: [],
    }
  }

  /** With the signature of one of its keys beside those that are there. */
  #signed(by: number, text: string): string {
    const { signatures = {}, ...object } = JSON.parse(text) as Signed
    const { signing, key } = this.#keys[by] ?? {}
    const name = userName(this.#user)
    const own = { [`ed25519:${key}`]: signing?.sign(canonical(object)) ?? '' }
    return JSON.stringify({ ...object, signatures: { ...signatures, [name]: { ...signatures[name], ...own } } })
  }
}
