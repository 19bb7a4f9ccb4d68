import { setTyping as contract, markMembers, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Presence } from './presence.ts'
import type { Typing } from './typing.ts'

/** Shows that somebody types, unless they chose not to. In a sealed room it is carried without being read. */
export const setTyping = (presence: Presence, typing: Typing) =>
  handler(contract, async ({ input, actor: { user }, access }) => {
    if ('sealed' in input !== access.sealed) throw new ParleyError('wrong_sealing')
    if ('sealed' in input) {
      const isTold = access.members <= markMembers && (await presence.wantsTyping(user))
      if (isTold) typing.relay(input.room, user, input.sealed)
    } else if (input.typing && (await presence.wantsTyping(user))) typing.begin(input.room, user)
    else typing.end(input.room, user)
    return {}
  })
