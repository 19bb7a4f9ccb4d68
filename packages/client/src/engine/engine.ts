import { makeId } from '@parley/protocol'
import type { Backend, Deed, TopicName, Topics } from '../backend.ts'
import type { Client, Stop } from '../client.ts'
import { clientOver } from '../client-over.ts'
import { systemClock } from '../clock.ts'
import { reoffer } from '../inbox/reoffer.ts'
import type { Readable } from '../readable.ts'
import { lazyVault } from '../sealing/open-vault.ts'
import type { SessionState } from '../states.ts'
import { perform } from './deeds.ts'
import { take } from './events.ts'
import { type EngineConfig, makeParts, type Parts } from './parts.ts'

export type EngineOptions = Pick<EngineConfig, 'url' | 'store' | 'device'> & Partial<EngineConfig>

/** A client with everything behind it in this process, which others may attach to. */
export interface Engine extends Client {
  /** The engine for one more window, with its own place in each room. */
  attach(window: string): Backend
  /** Resolves once it shows what the store holds; rejects when that cannot be read. */
  readonly begun: Promise<void>
}

function readable(parts: Parts, window: string, topic: TopicName, room: string): Readable<unknown> {
  const { session, link, rooms, people, cards, ownProfile, presence, calls, views, desks, drafts, sealing } = parts
  switch (topic) {
    case 'session':
      return session.state
    case 'connection':
      return link.state
    case 'rooms':
      return rooms.items
    case 'people':
      return people.known
    case 'cards':
      return cards.all
    case 'myProfile':
      return ownProfile.state
    case 'presence':
      return presence.states
    case 'calls':
      return calls.all
    case 'keyring':
      return sealing.keyring.state
    case 'verifications':
      return sealing.verifying.all
    case 'trust':
      return sealing.verifying.trust
    case 'timeline':
      return views.of(window, room).timeline
    case 'typing':
      return desks.of(room).typing.users
    case 'marks':
      return desks.of(room).marks
    case 'markCounts':
      return desks.of(room).markCounts
    case 'members':
      return desks.of(room).members.state
    case 'draft':
      return drafts.of(room)
  }
}

/** Keeps the parts in step with whoever is signed in. */
class Conductor {
  readonly parts: Parts
  /** Store of the server before the last change, as long as own messages may be missing in the new one. */
  #lastEpoch: string | null = null
  #running: string | null = null

  constructor(config: EngineConfig) {
    this.parts = makeParts(config, {
      cursors: () => ({ ...this.parts.inbox.cursors(), inbox: this.parts.deviceInbox.cursor }),
      welcomed: ({ welcome }) => {
        this.parts.limits = welcome.limits
        void this.parts.inbox.welcomed(welcome.epoch)
      },
      frame: (frame) => {
        if (frame.type === 'resync') this.#resync(frame.epoch)
        take(this.parts, frame)
        if (frame.type === 'live') queueMicrotask(() => void this.#reoffer())
      },
      lost: () => {
        this.parts.inbox.lost()
        this.parts.sender.lost()
      },
      forget: () => this.#forget(),
      mended: (room) => void this.#mended(room),
      signsMended: (room) => this.#signsMended(room),
      arrived: (stored) => {
        const { rooms, ownMarks, views, messages, sealing } = this.parts
        const entries = stored.entries.map((entry) => sealing.reader.now(stored.room, entry))
        const arrival = { ...stored, entries }
        rooms.arrived(arrival, this.parts.me())
        views.arrived(arrival)
        ownMarks.stored(arrival.room, entries)
        messages.arrived(arrival)
        sealing.arrived(arrival.room, entries)
      },
    })
    let failed = 0
    this.parts.sender.outbox.subscribe(() => {
      this.parts.views.pendingChanged()
      const { entries } = this.parts.sender.outbox.get()
      const before = failed
      failed = entries.filter(({ state }) => state.kind === 'failed').length
      if (failed !== before) this.parts.rooms.refresh()
    })
    this.parts.session.state.subscribe(() => this.#follow(this.parts.session.state.get()))
    const { keyring } = this.parts.sealing
    keyring.state.subscribe(() => keyring.state.get().kind === 'ready' && this.#sealingBegins())
  }

  /** Reads what this device holds; who is signed in shows afterwards. */
  async begin(): Promise<void> {
    await this.#load()
    await this.parts.session.begin()
  }

  #follow(state: SessionState): void {
    const device = state.kind === 'signed-in' ? state.device : null
    if (device === this.#running) return
    this.#running = device
    this.parts.sealing.keyring.follow(state.kind === 'signed-in' ? { user: state.user, device: state.device } : null)
    if (device === null) this.parts.link.stop()
    else this.parts.link.start()
  }

  /** This device may seal: what had to wait for that goes on. */
  #sealingBegins(): void {
    const { sealing, sender, ownProfile } = this.parts
    void ownProfile.sync()
    sealing.rosters.wake()
    sealing.repairs.came(null)
    sealing.knocks.wake()
    sealing.oldRooms.look()
    sender.pump()
    this.#signsMended(null)
  }

  /** Whatever waits for keys of a room looks whether they have come. */
  async #mended(room: string): Promise<void> {
    const { sealing, inbox, ownMarks, views, messages } = this.parts
    const read = await sealing.reader.read(room, sealing.repairs.of(room))
    await inbox.renew(
      room,
      read.filter(({ opening }) => opening?.kind === 'opened'),
    )
    ownMarks.opened(room, read)
    await views.mended(room)
    await messages.mended(room, (entries) => sealing.reader.read(room, entries))
  }

  /** Marks that were closed are asked for again, and those that could not be sealed are tried. */
  #signsMended(room: string | null): void {
    const { desks, othersMarks, ownMarks, typingSigns, views } = this.parts
    ownMarks.again(room)
    if (room !== null) typingSigns.mended(room)
    for (const one of room === null ? othersMarks.closed : [room]) {
      if (views.isShown(one) && othersMarks.mayOpen(one)) void desks.of(one).loadMarks()
    }
  }

  async #load(): Promise<void> {
    const { inbox, sender, rooms, people, cards, ownProfile, drafts, ownMarks, deviceInbox, sealing } = this.parts
    const parts = [inbox, sender, people, cards, ownProfile, drafts, ownMarks, deviceInbox, sealing]
    await Promise.all(parts.map((part) => part.load()))
    await rooms.load()
  }

  /** Somebody else signed in, or nobody is: what memory holds is what the store holds now. */
  async #forget(): Promise<void> {
    const { link, presence, calls, signals, desks, othersMarks, typingSigns, views, sealing } = this.parts
    this.#running = null
    link.stop()
    presence.forget()
    calls.forget()
    signals.forget()
    desks.forget()
    othersMarks.forget()
    typingSigns.forget()
    await sealing.forget()
    await this.#load()
    await views.restart()
  }

  #resync(epoch: string): void {
    const { inbox, rooms, desks, othersMarks, ownMarks, sender, deviceInbox, views } = this.parts
    this.#lastEpoch ??= inbox.epoch
    inbox.resync(epoch)
    othersMarks.forget()
    for (const part of [rooms, desks, ownMarks, sender, deviceInbox]) part.restart()
    void views.restart()
  }

  async #reoffer(): Promise<void> {
    const state = this.parts.session.state.get()
    const { config, link, sender } = this.parts
    if (this.#lastEpoch === null || state.kind !== 'signed-in') return
    const last = { epoch: this.#lastEpoch, device: state.device }
    try {
      await reoffer(config.store, link, last, (message) => sender.offer(message))
      this.#lastEpoch = null
    } catch {
      // With the next connection. As long as there is this one, what was written since need not wait for it.
      if (link.state.get().kind !== 'live') return
    }
    sender.offered()
  }
}

/** Browsers tell pages and workers that the network is back; there is no reason to wait for the planned moment. */
function onNetwork(back: () => void): Stop {
  const scope = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>
  scope.addEventListener?.('online', back)
  return () => scope.removeEventListener?.('online', back)
}

/**
 * Everything behind the screens: connection, session, outbox, inbox, store. Runs in a worker, a page or in Node.
 * It begins at once with what the store holds.
 */
export function createEngine(options: EngineOptions): Engine {
  const config: EngineConfig = {
    clock: systemClock,
    fetch: (input, init) => globalThis.fetch(input, init),
    WebSocket: globalThis.WebSocket,
    keeps: 'window',
    openVault: lazyVault,
    ...options,
  }
  const conductor = new Conductor(config)
  const { parts } = conductor
  const begun = conductor.begin()
  const stopWatching = onNetwork(() => parts.link.reconnect())

  async function close(): Promise<void> {
    stopWatching()
    parts.session.close()
    parts.sender.close()
    parts.ownMarks.close()
    parts.cards.close()
    parts.desks.close()
    parts.link.stop({ kind: 'stopped', why: 'closed' })
    await begun.catch(() => undefined)
    await parts.sealing.close()
    await parts.drafts.save()
    await config.store.close()
  }

  const attach = (window: string): Backend => ({
    readable: <N extends TopicName>(topic: N, room: string) =>
      readable(parts, window, topic, room) as Readable<Topics[N]>,
    run: async (deed: Deed) => {
      await begun
      try {
        return await perform(parts, window, deed)
      } catch (error) {
        throw await parts.sealing.keyring.named(error)
      }
    },
    onSignal: (listener) => parts.signals.listen(listener),
    onMessage: (listener) => parts.messages.listen(listener),
    onRuling: (listener) => parts.rulings.listen(listener),
    newId: () => makeId(config.clock.now(), config.clock.bytes(10)),
    close: async () => parts.views.drop(window),
  })

  return { ...clientOver({ ...attach('engine'), close }), attach, begun }
}
