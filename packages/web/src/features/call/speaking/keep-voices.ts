import type { Client } from '@parley/client'
import type { Call, LocalMedia } from '@parley/client/calls'
import type { Voices } from './voices.ts'

interface Parts {
  readonly client: Client
  readonly call: Call
  readonly local: LocalMedia
}

/** Follows for good the voices of everybody in the call of this tab: the others, and this device's own as they hear it. */
export function keepVoices(voices: Voices, { client, call, local }: Parts): void {
  const listen = (): void => {
    const others = call.others.get()
    const me = client.session.get()
    const own = local.sent.get().microphone
    const tracks = others.flatMap(({ device, microphone, flags }) =>
      microphone && flags.audio ? [[device, microphone] as const] : [],
    )
    // Before anybody else is there nobody is shown who could be marked.
    const isMine = own !== null && others.length > 0 && me.kind === 'signed-in'
    voices.listen(new Map(isMine ? [...tracks, [me.device, own]] : tracks))
  }
  call.others.subscribe(listen)
  local.sent.subscribe(listen)
}
