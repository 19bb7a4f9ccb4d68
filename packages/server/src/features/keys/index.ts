import type { House } from '../../house.ts'
import { changes } from './changes.ts'
import { claim } from './claim.ts'
import { identity } from './identity.ts'
import { watchKeys } from './key-news.ts'
import { publish } from './publish.ts'
import { query } from './query.ts'
import { sign } from './sign.ts'
import { state } from './state.ts'

/** The public keys of people and devices, which are texts to the server: it hands them on and checks none. */
export async function openKeys(house: House) {
  await watchKeys(house)
  return {
    handlers: {
      'keys.publish': publish(house),
      'keys.identity': identity(house),
      'keys.sign': sign(house),
      'keys.query': query(house),
      'keys.claim': claim(house),
      'keys.state': state(house),
      'keys.changes': changes(house),
    },
  }
}
