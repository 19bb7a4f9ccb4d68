import { ParleyError } from '@parley/protocol'
import type { Sfu } from '../../ports/media-router.ts'
import type { SfuControl } from './control.ts'
import { Supervisor, type SupervisorParts } from './supervisor.ts'

export interface OpenSfu extends Sfu, AsyncDisposable {}

interface Place {
  readonly url: string
  readonly control: SfuControl
}

/** Over whatever is there at the moment. What goes wrong there is `unavailable`: it is tried again. */
export function sfuAt(place: () => Place | null): Sfu {
  async function ask<T>(question: (place: Place) => Promise<T>): Promise<T> {
    const there = place()
    if (there === null) throw new ParleyError('unavailable')
    try {
      return await question(there)
    } catch (cause) {
      throw new ParleyError('unavailable', { cause })
    }
  }
  return {
    get isUp() {
      return place() !== null
    },
    enter: (seat) =>
      ask(async ({ url, control }) => {
        await control.open(seat.call)
        return { url, authorization: `Bearer ${await control.word(seat)}` }
      }),
    remove: (seat) => ask(async ({ control }) => await control.remove(seat)),
    present: (call) => ask(async ({ control }) => await control.present(call)),
    close: (call) => ask(async ({ control }) => await control.close(call)),
  }
}

/** An SFU that this server starts, and keeps running. */
export function ownSfu(parts: SupervisorParts): OpenSfu {
  const supervisor = new Supervisor(parts)
  const sfu = sfuAt(() => {
    const { control, url } = supervisor
    return control && url !== null ? { control, url } : null
  })
  return Object.assign(sfu, { [Symbol.asyncDispose]: () => supervisor[Symbol.asyncDispose]() })
}
