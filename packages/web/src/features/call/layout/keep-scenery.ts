import type { Client } from '@parley/client'
import type { Call } from '@parley/client/calls'
import { choices } from '../desk/choices.ts'
import type { Voices } from '../speaking/voices.ts'
import type { Scenery } from './scenery.ts'

interface Parts {
  readonly client: Client
  readonly call: Call
  readonly voices: Voices
}

/** Tells a scenery for good who is in the call of this tab, who speaks, and what the person likes. */
export function keepScenery(scenery: Scenery, { client, call, voices }: Parts): void {
  const people = (): void => {
    const others = call.others.get()
    const sharing = others.filter(({ flags }) => flags.screen)
    scenery.take({
      kind: 'people',
      devices: others.map(({ device }) => device),
      sharing: sharing.map(({ device }) => device),
    })
  }
  const lit = (): void => {
    const state = call.state.get()
    const running = 'call' in state ? state.call : null
    const user = client.calls.get().find(({ id }) => id === running)?.spotlight
    scenery.take({ kind: 'lit', device: call.others.get().find((one) => one.user === user)?.device ?? null })
  }
  const kept = (): void => {
    const { layout, hidesSelf } = choices.get()
    const me = client.session.get()
    const self = hidesSelf || me.kind !== 'signed-in' ? null : me.device
    scenery.take({ kind: 'kept', wish: layout === 'speaker' ? 'speaker' : 'grid', self })
  }
  const heard = (): void => {
    scenery.take({ kind: 'heard', speaking: voices.speaking.get(), now: performance.now() })
  }
  call.others.subscribe(people)
  for (const source of [call.others, call.state, client.calls]) source.subscribe(lit)
  choices.subscribe(kept)
  client.session.subscribe(kept)
  voices.speaking.subscribe(heard)
  kept()
}
