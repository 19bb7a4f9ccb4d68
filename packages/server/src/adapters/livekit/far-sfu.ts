import type { Clock } from '../../ports/clock.ts'
import type { SfuKey } from './configuration.ts'
import { SfuControl } from './control.ts'
import { type OpenSfu, sfuAt } from './sfu.ts'

export interface FarSfuParts {
  /** Of its signalling and commands: `http(s)://host:port`. */
  readonly url: string
  readonly key: SfuKey
  readonly clock: Clock
  readonly say: (line: string) => void
}

/** Milliseconds between two looks whether it is there. */
const lookEvery = 2000

/** An SFU that somebody else keeps running, alone or as one of several behind one address. */
export function farSfu({ url, key, clock, say }: FarSfuParts): OpenSfu {
  const control = new SfuControl(url, key)
  let isUp: boolean | null = null
  let isLooking = false
  const look = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    const is = await control.isOurs()
    isLooking = false
    if (is !== isUp) {
      if (!is) say(`the SFU at ${url} does not answer, or does not take LIVEKIT_API_KEY and LIVEKIT_API_SECRET`)
      else if (isUp === false) say(`the SFU at ${url} answers again`)
    }
    isUp = is
  }
  void look()
  const stop = clock.every(lookEvery, () => void look())
  const sfu = sfuAt(() => (isUp ? { control, url } : null))
  return Object.assign(sfu, {
    async [Symbol.asyncDispose]() {
      stop()
    },
  })
}
