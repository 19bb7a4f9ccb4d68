import type { Running } from '@parley/client/calls'
import { t } from '../../../texts/text.ts'
import type { Peer } from '../desk/use-peer.ts'

/** What is going on while there is nothing to see yet; null while the call is live. */
export function stateWords(state: Running, peer: Peer): string | null {
  switch (state.kind) {
    case 'ringing':
      if (peer.isRoom) return t('ring.connecting')
      if (state.call === null) return t('ring.calling', { name: peer.name })
      return peer.isOffline ? t('ring.offline', { name: peer.name }) : t('ring.ringing', { name: peer.name })
    case 'joining':
      return t(state.isStuck ? 'call.stuck' : 'ring.connecting')
    case 'alone':
      return t('call.alone')
    case 'reconnecting':
      return t('call.reconnecting')
    case 'live':
      return null
  }
}
