import type { Client } from '@parley/client'
import {
  Call,
  followTrack,
  Guard,
  insist,
  isRunning,
  LocalMedia,
  permission,
  SeatLock,
  SeatMemory,
  type Source,
} from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'
import { cell } from '../../../design/cell.ts'
import { keepScenery } from '../layout/keep-scenery.ts'
import type { Layout } from '../layout/scene.ts'
import { Scenery } from '../layout/scenery.ts'
import { isBeyond } from '../prejoin/is-beyond.ts'
import { bringBack, dismiss } from '../ring/dismissed.ts'
import { startSealer } from '../sealer/start-sealer.ts'
import { audio } from '../sounds/audio.ts'
import { play } from '../sounds/play.ts'
import { keepVoices } from '../speaking/keep-voices.ts'
import { Voices } from '../speaking/voices.ts'
import { choices, choose } from './choices.ts'
import { keepDeviceSets } from './keep-device-sets.ts'

type Media = CallInfo['media']

const sourcesOf = (media: Media): readonly Source[] => (media === 'video' ? ['microphone', 'camera'] : ['microphone'])

/** What the call screens of a tab work with: the call, the devices, and the deeds on both. */
export class Desk {
  readonly client: Client
  readonly local = new LocalMedia(audio)
  readonly call: Call
  readonly guard: Guard
  /** The call is a small window over the rooms. */
  readonly isSmall = cell(false)
  /** The messages of the room stand beside the call. */
  readonly isChatOpen = cell(false)
  /** Nothing of the call is to be heard here, and the microphone is silent for as long. */
  readonly isDeaf = cell(false)
  #mutedBefore = false
  readonly voices = new Voices((track, onLevel) => followTrack(audio(), track, onLevel))
  readonly scenery = new Scenery()
  readonly #memory = new SeatMemory(sessionStorage)

  constructor(client: Client) {
    this.client = client
    this.call = new Call({ client, local: this.local, lock: new SeatLock(), memory: this.#memory, sealer: startSealer })
    this.guard = new Guard(this)
    keepVoices(this.voices, this)
    keepScenery(this.scenery, this)
    this.#choose()
    choices.subscribe(() => this.#choose())
    keepDeviceSets(this.local)
    this.call.state.subscribe(() => this.#ringAgain())
    this.call.state.subscribe(() => {
      if (isRunning(this.call.state.get())) return
      this.isDeaf.set(false)
      this.isChatOpen.set(false)
    })
    this.#comeBack()
  }

  /** Gets ready to call somebody. In a call, that one comes to the front instead. */
  ask(room: string, media: Media): void {
    if (isRunning(this.call.state.get())) {
      this.isSmall.set(false)
      return
    }
    const { hasCamera, isMuted } = choices.get()
    this.call.ask(room, media)
    this.local.setMuted(isMuted)
    if (isBeyond(this.client.calls.get(), room)) return
    void this.local.open(sourcesOf(hasCamera ? media : 'audio'))
  }

  /** Comes into a voice channel at once, as silent as the last time there. In it already, it comes to the front. */
  enter(room: string): void {
    const state = this.call.state.get()
    if (isRunning(state)) {
      if (state.room === room) {
        this.isSmall.set(false)
        return
      }
      this.call.leave()
    }
    const { isMutedInVoice } = choices.get()
    this.isSmall.set(true)
    this.call.start(room, 'audio')
    this.local.setMuted(isMutedInVoice)
    // Nobody is asked for a microphone that stays silent; where it is allowed already, a key is enough to talk.
    if (!isMutedInVoice) void this.local.open(['microphone'])
    else void permission('microphone').then((allowed) => this.#openIn(room, allowed))
  }

  start(room: string, media: Media): void {
    this.isSmall.set(false)
    if (media === 'audio') this.local.camera.close()
    this.call.start(room, media)
  }

  answer(call: CallInfo, media: Media): void {
    performance.mark('parley-call-answered')
    dismiss(call.id)
    this.isSmall.set(false)
    this.call.answer(call, media)
    this.local.setMuted(false)
    this.#open(media)
  }

  decline(call: CallInfo): void {
    dismiss(call.id)
    const say = () => this.client.call('calls.decline', { call: call.id, reason: 'declined' })
    insist(say).catch(() => bringBack(call.id))
  }

  /** Takes the call of another tab of this browser over. */
  bringHere(call: CallInfo): void {
    this.#rejoin(call, false, call.media === 'video' && choices.get().hasCamera)
  }

  leave(): void {
    this.call.leave()
  }

  /** Hears nothing and says nothing, or is as before. */
  toggleDeaf(): void {
    const isDeaf = !this.isDeaf.get()
    if (isDeaf) this.#mutedBefore = this.local.muted.get()
    this.local.setMuted(isDeaf || this.#mutedBefore)
    this.isDeaf.set(isDeaf)
    play(isDeaf ? 'mute' : 'unmute')
  }

  toggleMicrophone(): void {
    this.#toggleMicrophone()
    // Whoever wants to talk wants to hear what comes back.
    if (!this.local.muted.get()) this.isDeaf.set(false)
    if (this.#isInVoice()) choose({ isMutedInVoice: this.local.muted.get() })
  }

  #toggleMicrophone(): void {
    const { microphone, muted } = this.local
    const state = microphone.state.get()
    if (state.kind === 'off' || state.kind === 'failed') {
      this.local.setMuted(false)
      void this.local.open(['microphone'])
      return
    }
    this.local.setMuted(!muted.get())
    play(muted.get() ? 'mute' : 'unmute')
  }

  toggleCamera(): void {
    const { camera } = this.local
    const { kind } = camera.state.get()
    if (kind === 'on' || kind === 'asking') camera.close()
    else void this.local.open(['camera'])
  }

  /** Asks the browser what to share, from a press of a button or key; or shares nothing any more. */
  toggleScreen(): void {
    const { screen } = this.local
    if (this.call.state.get().kind === 'ringing') return
    if (screen.state.get().kind === 'on') screen.close()
    else void screen.share()
  }

  toggleHand(): void {
    const { hand, state } = this.call
    if (state.get().kind !== 'ringing') this.call.raiseHand(hand.get() === null)
  }

  /** Goes over to a layout now, and begins the next calls with what the person likes. */
  chooseLayout(layout: Layout): void {
    this.scenery.take({ kind: 'choose', wish: layout })
    choose({ layout: this.scenery.wish })
  }

  /** Nothing where there is nothing to arrange. */
  toggleLayout(): void {
    const { kind } = this.scenery.arrangement.get()
    if (kind === 'grid' || kind === 'speaker') this.chooseLayout(kind === 'grid' ? 'speaker' : 'grid')
  }

  #choose(): void {
    void this.local.choose(choices.get())
    this.guard.switch(choices.get().sparesComputer)
  }

  #isInVoice(): boolean {
    const state = this.call.state.get()
    return isRunning(state) && this.client.rooms.get().some(({ id, voice }) => id === state.room && voice === true)
  }

  #openIn(room: string, allowed: PermissionState | null): void {
    const state = this.call.state.get()
    if (allowed === 'granted' && isRunning(state) && state.room === room) void this.local.open(['microphone'])
  }

  #rejoin(call: CallInfo, isMuted: boolean, hasCamera: boolean): void {
    this.isSmall.set(false)
    this.call.rejoin(call)
    this.local.setMuted(isMuted)
    this.#open(hasCamera ? 'video' : 'audio')
  }

  /** Opens what a call needs; the camera of a preview does not go on into a call without one. */
  #open(media: Media): void {
    if (media === 'audio') this.local.camera.close()
    void this.local.open(sourcesOf(media))
  }

  /** An answer that did not get through can be given again, as long as it rings. */
  #ringAgain(): void {
    const state = this.call.state.get()
    if (state.kind === 'ended' && state.reason === 'failed' && state.call !== null) bringBack(state.call)
  }

  /** After a reload: the call of this tab goes on if it still runs. */
  #comeBack(): void {
    const seat = this.#memory.get()
    if (!seat) return
    const { calls, connection, session } = this.client
    const isOpen = ({ state, startedBy }: CallInfo): boolean => {
      const me = session.get()
      return state === 'live' || (state === 'ringing' && me.kind === 'signed-in' && startedBy === me.user)
    }
    const look = (): boolean => {
      const call = calls.get().find((one) => one.id === seat.call && isOpen(one))
      if (call) this.#rejoin(call, seat.muted, seat.camera)
      else if (connection.get().kind !== 'live') return false
      else this.#memory.set(null)
      return true
    }
    if (look()) return
    const stops = [calls, connection].map((readable) =>
      readable.subscribe(() => {
        if (look()) for (const stop of stops) stop()
      }),
    )
  }
}

const desks = new WeakMap<Client, Desk>()

/** The desk of a client: one in each tab. */
export function deskOf(client: Client): Desk {
  const known = desks.get(client)
  if (known) return known
  const desk = new Desk(client)
  desks.set(client, desk)
  return desk
}
