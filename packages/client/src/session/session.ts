import {
  type CommandName,
  type Grant,
  type InputOf,
  type OutputOf,
  ParleyError,
  type PrivacySettings,
  type Profile,
  toBase64url,
} from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { backoff } from '../connection/backoff.ts'
import { Pace } from '../connection/pace.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import type { SessionState, SignedOutReason } from '../states.ts'
import { type Change, put, type Store } from '../store/store.ts'
import { type Held, held, isUsable, renewIn } from './grant.ts'
import { Http } from './http.ts'
import { Leaving } from './leaving.ts'

export interface SessionParts {
  readonly url: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly store: Store
  /** Told before somebody else uses this device, or nobody does: what is kept in memory belongs to the past. */
  readonly forget: () => Promise<void>
  /** Told of each new access token. */
  readonly renewed: (access: string) => void
}

type SignedIn = Extract<SessionState, { kind: 'signed-in' }>

const isUnauthenticated = (error: unknown): boolean => error instanceof ParleyError && error.code === 'unauthenticated'

/** Who is signed in, and the tokens that prove it. One refresh at a time. */
export class Session {
  readonly pace: Pace
  readonly #parts: SessionParts
  readonly #http: Http
  readonly #leaving: Leaving
  readonly #state: Writable<SessionState> = writable<SessionState>({ kind: 'restoring' })
  #token: Held | null = null
  #refreshing: Promise<void> | null = null
  #stopRenewal: () => void = () => undefined
  #stopRestoring: () => void = () => undefined
  #closed = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.pace = new Pace(parts.clock)
    const kept = (jar: unknown): void => {
      parts.store.write([put('meta', '', 'cookies', jar)], 'strict').catch(() => undefined)
    }
    this.#http = new Http({ url: parts.url, fetch: parts.fetch, clock: parts.clock, kept })
    this.#leaving = new Leaving(parts, this.#http)
  }

  get state(): Readable<SessionState> {
    return this.#state
  }

  /** Whoever was signed in here still is, as far as this device knows; otherwise the server is asked. */
  async begin(): Promise<void> {
    const { store } = this.#parts
    const jar = await store.get('meta', '', 'cookies')
    if (jar) this.#http.jar = jar as Http['jar']
    const known = (await store.get('meta', '', 'session')) as SignedIn | undefined
    if (await this.#leaving.begin()) this.#state.set({ kind: 'signed-out', reason: 'signed-out' })
    else if (known) this.#state.set(known)
    else void this.#restore()
  }

  /** An access token that is good for a while. Rejects with `unauthenticated` when there is no session any more. */
  async access(): Promise<string> {
    if (!isUsable(this.#token, this.#parts.clock.monotonic())) await this.refresh()
    if (!this.#token) throw new ParleyError('unauthenticated')
    return this.#token.access
  }

  /** A new access token through the cookie. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  /**
   * Answers a check that throws `unauthenticated` once the session of this moment is over. Whatever waits before it is
   * sent has to pass it: what one person asked for is never done in the name of the next one on this device.
   */
  bound(): () => void {
    const device = this.#device()
    return () => {
      if (device !== null && device !== this.#device()) throw new ParleyError('unauthenticated')
    }
  }

  /** A command by POST, as whoever is signed in. */
  async post<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    if (this.#device() === null) return await this.#open(name, input)
    const check = this.bound()
    const send = async () => {
      const access = await this.access()
      check()
      return (await this.#http.post(name, input, access)) as OutputOf<N>
    }
    try {
      return await send()
    } catch (error) {
      if (!isUnauthenticated(error)) throw error
      check()
      await this.refresh()
      return await send()
    }
  }

  /** Signs in by a command that answers with a grant. */
  async signIn(name: CommandName, input: unknown): Promise<void> {
    await this.#refreshing?.catch(() => undefined)
    await this.#leaving.before(async () => await this.#adopt((await this.#http.post(name, input, null)) as Grant))
  }

  /** Ends the session here, and at the server as soon as it can be told. Answers whether it knows already. */
  async signOut(): Promise<{ readonly told: boolean }> {
    const device = this.#device()
    const told = device === null || (await this.#tellSignOut())
    const isOthers = this.#device() !== null && this.#device() !== device
    if (isOthers) return { told: true }
    await this.end('signed-out', told ? [] : this.#leaving.marks())
    if (!told) await this.#leaving.begin()
    return { told }
  }

  /** Nobody is signed in any more. What is unsent stays for the same person, unless they signed out themselves. */
  async end(reason: SignedOutReason | null, kept: readonly Change[] = []): Promise<void> {
    this.#stopRenewal()
    this.#token = null
    const { store, forget } = this.#parts
    this.#state.set({ kind: 'signed-out', reason })
    if (reason === 'signed-out') await store.write([{ do: 'wipe' }, ...kept], 'strict')
    else await store.write([{ do: 'delete', table: 'meta', group: '', place: 'session' }], 'strict')
    await forget()
  }

  /** My profile or settings have changed. */
  async changed(me: Profile, settings: PrivacySettings): Promise<void> {
    const now = this.#state.get()
    if (now.kind !== 'signed-in') return
    const next: SignedIn = { ...now, me, settings }
    if (JSON.stringify(next) === JSON.stringify(now)) return
    this.#state.set(next)
    await this.#parts.store.write([put('meta', '', 'session', next)], 'relaxed').catch(() => undefined)
  }

  close(): void {
    this.#closed = true
    this.#stopRenewal()
    this.#stopRestoring()
    this.#leaving.close()
  }

  async #restore(): Promise<void> {
    const { clock } = this.#parts
    for (let attempt = 1; !this.#closed && this.#state.get().kind === 'restoring'; attempt += 1) {
      await this.refresh().catch(() => undefined)
      if (this.#closed || this.#state.get().kind !== 'restoring') return
      const { promise, resolve } = Promise.withResolvers<void>()
      const cancel = clock.after(backoff(attempt, clock.chance()), resolve)
      this.#stopRestoring = () => {
        cancel()
        resolve()
      }
      await promise
    }
  }

  async #tellSignOut(): Promise<boolean> {
    try {
      const check = this.bound()
      await this.pace.ask(async () => {
        check()
        await this.post('sessions.sign-out', {})
      })
      return true
    } catch (error) {
      if (isUnauthenticated(error)) return true
      if (error instanceof ParleyError && error.retryable) return false
      throw error
    }
  }

  /** Each sign-in makes a device of its own, so that it stands for the session too. Null: nobody is signed in. */
  #device(): string | null {
    const now = this.#state.get()
    return now.kind === 'signed-in' ? now.device : null
  }

  async #open<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    return (await this.#http.post(name, input, null)) as OutputOf<N>
  }

  async #refresh(): Promise<void> {
    try {
      const keepsake = await this.#keepsake()
      await this.#adopt((await this.#http.post('sessions.refresh', keepsake, null)) as Grant)
    } catch (error) {
      if (isUnauthenticated(error)) await this.end(this.#state.get().kind === 'signed-in' ? 'expired' : null)
      throw error
    }
  }

  /** What proves that a cookie which comes back late comes from this device: a crash of the browser has lost the newer one. */
  async #keepsake(): Promise<InputOf<'sessions.refresh'>> {
    const { store, clock } = this.#parts
    const known = await store.get('meta', '', 'keepsake')
    if (typeof known === 'string') return { keepsake: known }
    const keepsake = toBase64url(clock.bytes(32))
    // Told only once it survives a crash.
    const isKept = await store.write([put('meta', '', 'keepsake', keepsake)], 'strict').then(
      () => true,
      () => false,
    )
    return isKept ? { keepsake } : {}
  }

  async #adopt(grant: Grant): Promise<void> {
    this.#hold(grant)
    const now = this.#state.get()
    if (now.kind === 'signed-in' && now.user === grant.user && now.device === grant.device) return
    const answer = await this.pace.ask(() => this.#http.post('users.me', {}, grant.access))
    const { profile: me, settings } = answer as OutputOf<'users.me'>
    const { store, forget } = this.#parts
    const { user, device } = grant
    const last = await store.get('meta', '', 'user')
    const keepsake = await store.get('meta', '', 'keepsake')
    const next: SignedIn = { kind: 'signed-in', user, device, me, settings }
    const fresh = last === undefined || last === user ? [] : [{ do: 'wipe' } as const]
    const cookies = put('meta', '', 'cookies', this.#http.jar)
    const kept = keepsake === undefined ? [] : [put('meta', '', 'keepsake', keepsake)]
    const own = [put('meta', '', 'user', user), put('meta', '', 'session', next), cookies, ...kept]
    await store.write([...fresh, ...own], 'strict')
    await forget()
    this.#state.set(next)
  }

  #hold(grant: Grant): void {
    const { clock, renewed } = this.#parts
    const token = held(grant, clock.monotonic())
    this.#token = token
    this.#stopRenewal()
    this.#stopRenewal = clock.after(renewIn(token, clock.monotonic()), () => void this.#renew())
    renewed(token.access)
  }

  /** Ahead of time; when it fails, the next use tries again. */
  async #renew(): Promise<void> {
    await this.refresh().catch(() => undefined)
  }
}
