import type { Profile } from '@parley/protocol'

/** Who calls: a signed-in device of a user. */
export interface Actor {
  readonly user: string
  readonly device: string
  readonly kind: Profile['kind']
}
