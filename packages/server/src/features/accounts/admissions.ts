import { createHash } from 'node:crypto'
import { type Commands, type OutputOf, ParleyError } from '@parley/protocol'
import type { z } from 'zod'
import type { Clock } from '../../ports/clock.ts'
import type { Admittance } from '../../ports/storage/accounts.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import type { OwnerLink } from './owner-link.ts'

export type Admission = z.output<Commands['accounts.register']['input']>['admission']
type Found = OutputOf<'accounts.check-admission'>

const nothing = (admission: Admission): Found => ({
  good: false,
  for: admission.kind === 'owner' ? 'owner' : 'account',
  room: null,
  invitedBy: null,
})

/** What is stored of the secret in an invite link: its SHA-256. */
export const inviteHash = (token: string): Uint8Array => new Uint8Array(createHash('sha256').update(token).digest())

/** Why somebody may have an account here. */
export class Admissions {
  readonly #storage: Storage
  readonly #clock: Clock
  readonly #ownerLink: OwnerLink

  constructor(storage: Storage, clock: Clock, ownerLink: OwnerLink) {
    this.#storage = storage
    this.#clock = clock
    this.#ownerLink = ownerLink
  }

  /** What an admission is good for at this moment. */
  async find(admission: Admission): Promise<Found> {
    const { kind } = admission
    if (kind === 'owner') return { ...nothing(admission), good: await this.#ownerLink.isGood(admission.token) }
    if (kind === 'open') {
      const { registration } = await this.#storage.read('settings.get', {})
      return { ...nothing(admission), good: registration === 'open' }
    }
    const token = inviteHash(admission.token)
    const found = await this.#storage.read('invite.find', { token, now: this.#clock.now() })
    return found ? { good: true, ...found } : nothing(admission)
  }

  /** For making an account: what the storage checks again when it makes it. Throws what is wrong with the admission. */
  async demand(admission: Admission): Promise<Admittance> {
    const { good, for: purpose } = await this.find(admission)
    switch (admission.kind) {
      case 'owner':
        if (!good) throw new ParleyError('owner_link_spent')
        return { kind: 'owner' }
      case 'open':
        if (!good) throw new ParleyError('invite_needed')
        return { kind: 'open' }
      case 'invite':
        if (!good || purpose !== 'account') throw new ParleyError('invite_used_up')
        return { kind: 'invite', token: inviteHash(admission.token), for: 'account' }
    }
  }
}
