import type { Running } from '@parley/client/calls'
import { useCallback } from 'react'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Peer } from '../desk/use-peer.ts'
import { closedWords } from './closed-words.ts'
import { Face } from './face.tsx'
import { stateWords } from './state-words.ts'
import { Tile } from './tile.tsx'

interface Props {
  state: Running
  peer: Peer
  /** In the small window. */
  isSmall?: boolean
}

/** The other of two: their picture, or who they are while there is none. */
export function RemoteView({ state, peer, isSmall = false }: Props) {
  const { call } = useDesk()
  const [other] = useReadable(call.others)
  const onFirstFrame = useCallback(() => void performance.mark('parley-call-first-frame'), [])
  const isThere = state.kind === 'live' || state.kind === 'reconnecting'
  const words = stateWords(state, peer) ?? closedWords(other?.closed, peer.name)
  return (
    <Tile
      name={peer.name}
      picture={other?.flags.video && other.closed === null ? other.camera : null}
      voice={other?.microphone ?? null}
      isHeard={other?.flags.audio ?? true}
      isThere={isThere}
      words={words}
      isSmall={isSmall}
      onFirstFrame={onFirstFrame}
    >
      <Face
        id={peer.id}
        name={peer.name}
        size={isSmall ? 'lg' : '2xl'}
        words={words ?? (isThere ? t('call.noPicture', { name: peer.name }) : '')}
        isNamed={!isSmall}
        isRinging={state.kind === 'ringing'}
      />
    </Tile>
  )
}
