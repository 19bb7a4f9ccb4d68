import type { Command } from '@parley/protocol'
import { ParleyError } from '@parley/protocol'
import type { Logger } from 'pino'
import type { Storage } from '../ports/storage/storage.ts'
import type { Actor } from './actor.ts'
import { accessRoom, authorisePerson } from './authorise.ts'
import type { Call, Caller, Handler, Handlers } from './handler.ts'
import type { Rates, Refusal } from './rates.ts'

export interface DispatchParts {
  readonly handlers: Handlers
  readonly storage: Storage
  readonly rates: Rates
  readonly log: Logger
}

/** A refusal for too many requests, with what the connection should hear besides. */
export class TooMany extends ParleyError {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super('rate_limited', { retryAfter: refusal.retryAfter })
    this.refusal = refusal
  }
}

function validInput(contract: Command, input: unknown): unknown {
  const parsed = contract.input.safeParse(input)
  if (parsed.success) return parsed.data
  const path = ['input', ...(parsed.error.issues[0]?.path ?? [])].join('.')
  throw new ParleyError('bad_request', { path })
}

/**
 * The one way in, whatever carried the call: policy, limits, schema, access to the room, then the handler.
 * Up to the handler's first `await` it runs synchronously for commands whose write checks membership: sends of one
 * connection reach the storage in the order in which they arrived (C5).
 */
export class Dispatch {
  readonly #parts: DispatchParts
  readonly #handlers: ReadonlyMap<string, Handler>

  constructor(parts: DispatchParts) {
    this.#parts = parts
    const handlers = Object.values(parts.handlers) as unknown as readonly Handler[]
    this.#handlers = new Map(handlers.map((handler) => [handler.contract.name, handler]))
  }

  contract(name: string): Command | null {
    return this.#handlers.get(name)?.contract ?? null
  }

  /** Runs a command. Throws nothing but `ParleyError`. */
  async call(name: string, input: unknown, actor: Actor | null, caller: Caller): Promise<unknown> {
    return await this.admit(name, input, actor, caller)()
  }

  /**
   * Policy, limits and schema, at once: throws what they refuse, and answers what runs the command. For callers who
   * have to act on a refusal before they look at the next call.
   */
  admit(name: string, input: unknown, actor: Actor | null, caller: Caller): () => Promise<unknown> {
    try {
      const handler = this.#handlers.get(name)
      if (!handler || (handler.contract.over === 'http' && !caller.cookie)) throw new ParleyError('unknown_command')
      const { contract } = handler
      authorisePerson(actor, contract.who)
      const refusal = this.#parts.rates.take(actor?.user ?? caller.address, contract.cost)
      if (refusal) throw new TooMany(refusal)
      const call = { input: validInput(contract, input), actor, access: null, caller }
      return () => this.#run(handler, call as Call<Command>)
    } catch (error) {
      throw this.#named(name, error)
    }
  }

  async #run(handler: Handler, call: Call<Command>): Promise<unknown> {
    const { who, name } = handler.contract
    try {
      if (who.kind !== 'room' || !call.actor || handler.check === 'in-write') return await handler.run(call)
      const { room } = call.input as { room: string }
      const access = await accessRoom(this.#parts.storage, call.actor, room, who.atLeast)
      return await handler.run({ ...call, access } as unknown as Call<Command>)
    } catch (error) {
      throw this.#named(name, error)
    }
  }

  #named(name: string, error: unknown): ParleyError {
    if (!(error instanceof ParleyError)) {
      this.#parts.log.error({ command: name, err: error }, 'a command failed')
      return new ParleyError('internal', { cause: error })
    }
    const level = error.code === 'internal' ? 'error' : 'warn'
    if (error.detail.cause !== undefined) this.#parts.log[level]({ command: name, err: error.detail.cause }, error.code)
    return error
  }
}
