import { setTyping as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Presence } from './presence.ts'
import type { Typing } from './typing.ts'

/** Shows that somebody types, unless they chose not to. */
export const setTyping = (presence: Presence, typing: Typing) =>
  handler(contract, async ({ input, actor: { user } }) => {
    if (input.typing && (await presence.wantsTyping(user))) typing.begin(input.room, user)
    else typing.end(input.room, user)
    return {}
  })
