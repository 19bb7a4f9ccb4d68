import type { Other } from '@parley/client/calls'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'
import { closedWords } from './closed-words.ts'
import { Face } from './face.tsx'
import { Tile } from './tile.tsx'

/** One of several others. */
export function OtherTile({ other, isSmall = false }: { other: Other; isSmall?: boolean }) {
  const { call } = useDesk()
  const state = useReadable(call.state)
  const name = nameOf(usePerson(other.user))
  const { camera, microphone, flags, isConnected, closed } = other
  // Words for the whole call stand elsewhere.
  const isWaiting = !isConnected && state.kind === 'live'
  const words = isWaiting ? t('ring.connecting') : closedWords(closed, name)
  return (
    <Tile
      name={name}
      picture={flags.video && closed === null ? camera : null}
      voice={microphone}
      isHeard={flags.audio}
      words={words}
      isThere={!isSmall}
      isSmall={isSmall}
    >
      <Face id={other.user} name={name} size={isSmall ? 'lg' : 'xl'} words={words ?? t('call.noPicture', { name })} />
    </Tile>
  )
}
