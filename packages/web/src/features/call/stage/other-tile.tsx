import type { Other, Running } from '@parley/client/calls'
import { useCallback } from 'react'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import type { Peer } from '../desk/use-peer.ts'
import { useSpotlight } from '../people/use-spotlight.ts'
import { useIsSpared } from '../sparing/use-is-spared.ts'
import { useIsSpeaking } from '../speaking/use-is-speaking.ts'
import { Picture } from '../video/picture.tsx'
import { Seen } from '../video/seen.tsx'
import { closedWords } from './closed-words.ts'
import { Face } from './face.tsx'
import { stateWords } from './state-words.ts'
import { Still } from './still.tsx'
import { Tile } from './tile.tsx'
import { faceSizes, type TilePlace } from './tile-place.ts'

interface Props {
  state: Running
  peer: Peer
  other: Other
  place: TilePlace
}

/** Somebody else in the call. */
export function OtherTile({ state, peer, other, place }: Props) {
  const name = nameOf(usePerson(other.user))
  const isSpeaking = useIsSpeaking(other.device)
  const onFirstFrame = useCallback(() => void performance.mark('parley-call-first-frame'), [])
  const { camera, flags, isConnected, closed } = other
  const isSpared = useIsSpared(other.device) && flags.video
  const isThere = state.kind === 'live' || state.kind === 'reconnecting'
  const missing = isConnected ? closedWords(closed, name) : t('ring.connecting')
  const words = stateWords(state, peer) ?? missing
  const still = isSpared ? t('call.spared') : t('call.noPicture', { name })
  const track = flags.video && closed === null && !isSpared ? camera : null
  const face = (below: string) => (
    <Face id={other.user} name={name} size={faceSizes[place]} words={below} isNamed={place === 'alone'} />
  )
  return (
    <Tile
      device={other.device}
      name={name}
      place={place}
      picture={
        track && (
          <Picture track={track} label={name} onFirstFrame={onFirstFrame}>
            <Still place={place}>{face('')}</Still>
          </Picture>
        )
      }
      isFilming={flags.video}
      seen={flags.video && !isSpared && <Seen device={other.device} feed="camera" />}
      isHeard={flags.audio}
      showsLevel={place === 'alone' || isSpeaking}
      isSharing={flags.screen}
      isLit={useSpotlight() === other.user}
      isThere={isThere}
      words={words}
    >
      {face(words ?? (isThere ? still : ''))}
    </Tile>
  )
}
