import { queryKeys as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Characters after which the rest of an answer waits for the next question: one person cannot make it endless. */
const answerCharacters = 256 * 1024

/** Keys of people and devices. */
export const query = ({ storage }: House) =>
  handler(contract, async ({ input: { users }, actor }) => {
    const found = await storage.read('key.query', { users, by: actor.user, characters: answerCharacters })
    return { users: [...found.users], later: [...found.later] }
  })
