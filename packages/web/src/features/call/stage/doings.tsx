import { useEffect } from 'react'
import { Unseen } from '../../../design/unseen.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { play } from '../sounds/play.ts'
import { useNewNames } from './use-new-names.ts'

/** What a screen reader hears of what the others do: who raises a hand, and who shares a screen. */
export function Doings() {
  const others = useReadable(useDesk().call.others)
  const asking = useNewNames(others.filter(({ flags }) => flags.hand !== null).map(({ user }) => user))
  const showing = useNewNames(others.filter(({ flags }) => flags.screen).map(({ user }) => user))
  useEffect(() => {
    if (asking !== '') play('hand')
  }, [asking])
  return (
    <>
      <div role="status">
        <Unseen>{asking === '' ? '' : t('call.handRaised', { name: asking })}</Unseen>
      </div>
      <div role="status">
        <Unseen>{showing === '' ? '' : t('call.sharesScreen', { name: showing })}</Unseen>
      </div>
    </>
  )
}
