import type { Running } from '@parley/client/calls'
import { useCell } from '../../../design/cell.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { choices } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import type { Peer } from '../desk/use-peer.ts'
import { facesOn } from '../layout/arrange.ts'
import { useArrangement } from '../layout/use-arrangement.ts'
import { StraySigns } from '../reactions/stray-signs.tsx'
import { SelfView } from './self-view.tsx'
import { Tiles } from './tiles.tsx'
import { Waiting } from './waiting.tsx'

/** Who and what is to be seen of a call, oneself too: over the other of two, and with a tile among several. */
export function Ground({ state, peer }: { state: Running; peer: Peer }) {
  const { local } = useDesk()
  const arrangement = useArrangement()
  const { hidesSelf } = useCell(choices)
  const { camera } = useReadable(local.sent)
  const { device: own } = useMyself()
  const isFloating = arrangement.kind === 'two' || arrangement.kind === 'alone'
  const faces = facesOn(arrangement)
  return (
    <>
      {arrangement.kind === 'alone' ? (
        <Waiting state={state} peer={peer} place="alone" />
      ) : (
        <Tiles state={state} peer={peer} arrangement={arrangement} />
      )}
      {isFloating && <SelfView />}
      <StraySigns shown={isFloating && camera && !hidesSelf ? [...faces, own] : faces} />
    </>
  )
}
