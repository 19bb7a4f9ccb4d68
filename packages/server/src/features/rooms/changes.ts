import { ParleyError, type RoomKind, type SealedLine } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { RoomChange, RoomFacts } from '../../ports/storage/rooms.ts'
import { announce } from './announce.ts'
import { type Decision, firstReadable, lineFault } from './rules.ts'
import { Turns } from './turns.ts'

/** Who acts; a device of a user. */
export interface Doer {
  readonly user: string
  readonly device: string
}

export interface Ask {
  readonly room: string
  readonly actor: Doer
  /** Whom it is about; the actor in joining and leaving. */
  readonly target: string
  readonly decide: (facts: RoomFacts) => Decision
  /** What the change says in the membership log of a sealed room. */
  readonly line?: SealedLine | undefined
  /** New name and topic, where the decision is about these. */
  readonly about?: { readonly name: string; readonly topic: string }
}

/** Other nodes may change the room between the decision and the write; one of them does each time, and then it is decided again. */
const tries = 100

/**
 * The one way in which members, roles, names, topics and lines change: facts, a pure decision, a write that holds only
 * if the facts still do (C16), then the announcement. Changes of one room take turns on this node.
 */
export class RoomChanges {
  readonly #house: House
  readonly #turns = new Turns()

  constructor(house: House) {
    this.#house = house
  }

  /**
   * Carries out what was asked; answers false if it was so already.
   * @throws ParleyError of the decision, `not_found` for an unknown room or person, `stale` under many changes at once
   */
  make(ask: Ask): Promise<boolean> {
    return this.#turns.take(ask.room, async () => {
      for (let at = 0; at < tries; at += 1) {
        const made = await this.#try(ask)
        if (made !== 'stale') return made === 'changed'
      }
      throw new ParleyError('stale')
    })
  }

  async #try(ask: Ask): Promise<'changed' | 'nothing' | 'stale'> {
    const { storage } = this.#house
    const { room, actor, target } = ask
    const [profile] = await storage.read('account.profiles', { users: [target] })
    const facts = await storage.read('room.facts', { room, actor: actor.user, target })
    if (!facts || !profile) throw new ParleyError('not_found')
    const decision = ask.decide(facts)
    if (decision.kind === 'refuse') throw new ParleyError(decision.error)
    if (decision.kind === 'nothing') return 'nothing'
    const fault = lineFault(facts, decision.change, ask.line)
    if (fault) throw new ParleyError(fault)
    const done = await storage.apply('room.change', this.#write(ask, facts, decision))
    if (!done.ok) return done.why
    await announce(this.#house, { room, facts, decision, hasLine: ask.line !== undefined, profile, done })
    return 'changed'
  }

  #write(ask: Ask, facts: RoomFacts, { change, outcome }: Extract<Decision, { kind: 'change' }>): RoomChange {
    const { clock, newId } = this.#house
    const comes = outcome?.state === 'joined' && facts.target.state !== 'joined' && !facts.pair
    return {
      room: ask.room,
      expect: facts.version,
      by: ask.actor.user,
      device: ask.actor.device,
      at: clock.now(),
      note: { id: newId(), body: JSON.stringify({ ...change, line: ask.line }) },
      index: ask.line?.index ?? null,
      standing: outcome && {
        ...outcome,
        invitedBy: change.kind === 'invited' ? ask.actor.user : null,
        ...(comes ? arrival(facts.kind) : { since: 'kept', read: 'kept' }),
      },
      about: ask.about ?? null,
      history: change.kind === 'history' ? change.history : null,
      releasesKey: change.kind === 'left' && facts.kind === 'direct' && !facts.pair,
    }
  }
}

const arrival = (kind: RoomKind) => ({ since: firstReadable(kind), read: 'here' }) as const
