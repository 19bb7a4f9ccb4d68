import type { Running } from '@parley/client/calls'
import type { Peer } from '../desk/use-peer.ts'
import { Face } from './face.tsx'
import { stateWords } from './state-words.ts'
import styles from './tile.module.css'
import { faceSizes } from './tile-place.ts'

interface Props {
  state: Running
  peer: Peer
  place: 'alone' | 'mini'
}

/** Whom one calls, while nobody is there yet. */
export function Waiting({ state, peer, place }: Props) {
  return (
    <section className={styles['tile']} aria-label={peer.name} data-place={place}>
      <div className={styles['still']}>
        <Face
          id={peer.id}
          name={peer.name}
          size={faceSizes[place]}
          words={stateWords(state, peer) ?? ''}
          isNamed={place === 'alone'}
          isRinging={state.kind === 'ringing'}
        />
      </div>
    </section>
  )
}
