import { makeLinkKeys } from '@parley/e2ee/membership'
import { type CommandName, type InputOf, type OutputOf, ParleyError } from '@parley/protocol'
import type { NewInvite } from '../client.ts'
import { writeInvite } from '../invite-address.ts'
import type { Keyring } from './keyring.ts'
import type { Rosters } from './rosters.ts'

export interface LinksParts {
  readonly call: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly isSealed: (room: string) => boolean
  /** Whether a room is in my list. */
  readonly isMine: (room: string) => boolean
}

/** What the room's own rules say to a link that is not there any more. */
const isGone = (error: unknown): boolean => error instanceof ParleyError && error.code === 'invite_used_up'

/** Invite links: those into a sealed room stand in its membership log too. */
export class Links {
  readonly #parts: LinksParts

  constructor(parts: LinksParts) {
    this.#parts = parts
  }

  /** Makes a link, and answers its path with the secret behind the `#`, which nothing else keeps. */
  async make(wish: InputOf<'invites.create'>): Promise<NewInvite> {
    const { call, rosters, isSealed } = this.#parts
    const { invite, token, path } = await call('invites.create', wish)
    const { room } = wish
    if (room === null || !isSealed(room)) return { invite, path }
    const { secret, link } = await makeLinkKeys()
    const change = { kind: 'link', link, invite: invite.id, uses: wish.uses, expires: invite.expiresAt } as const
    try {
      // After the server's part: a line without that could not be found again to withdraw it.
      await rosters.change(room, change, (line) => call('rooms.write-line', { room, line }))
    } catch (error) {
      await call('invites.revoke', { invite: invite.id }).catch(() => undefined)
      throw error
    }
    return { invite, path: path.replace(token, writeInvite({ token, sealed: { room, secret } })) }
  }

  /** Withdraws a link of mine: in the log first, where it lets people in. */
  async withdraw(invite: string, room: string | null): Promise<void> {
    const { call, isSealed, isMine } = this.#parts
    if (room !== null && isSealed(room) && isMine(room)) await this.#unlink(invite, room)
    await call('invites.revoke', { invite })
  }

  async #unlink(invite: string, room: string): Promise<void> {
    const { call, keyring, rosters } = this.#parts
    const { links } = await rosters.again(room)
    const own = [...links].filter(([, one]) => one.invite === invite && one.by === keyring.owner?.user)
    for (const [link] of own) {
      try {
        await rosters.change(room, { kind: 'unlink', link }, (line) => call('rooms.write-line', { room, line }))
      } catch (error) {
        if (!isGone(error)) throw error
      }
    }
  }
}
