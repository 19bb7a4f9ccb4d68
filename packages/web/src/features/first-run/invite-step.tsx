import { ArrowRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { Stepper } from '../../design/stepper.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { firstRoom } from './first-room.ts'
import { InviteCard } from './invite-card.tsx'
import { ownerSteps } from './owner-steps.ts'
import { useNewInvite } from './use-new-invite.ts'

const wish = { for: 'account', room: null, uses: 10, hours: 7 * 24 } as const

/** The last step: bring the others in, or do that later. */
export function InviteStep() {
  const client = useClient()
  const { made, fault, busy, make } = useNewInvite()
  const [going, setGoing] = useState(false)
  const [stuck, setStuck] = useState<string>()

  useEffect(() => void make(wish), [make])
  const go = async () => {
    setGoing(true)
    setStuck(undefined)
    try {
      navigate({ page: 'room', room: await firstRoom(client) }, { replace: true })
    } catch (error) {
      setStuck(errorWords(error))
      setGoing(false)
    }
  }
  return (
    <>
      <Stepper steps={ownerSteps()} current={2} />
      <AuthHead title={t('invite.title')} lead={t('invite.lead')} />
      {made !== undefined && <InviteCard {...made} />}
      {made === undefined && fault === undefined && <Skeleton kind="block" width="100%" height="var(--qr)" />}
      {fault !== undefined && (
        <Note tone="warn" live actions={<Button onClick={() => void make(wish)}>{t('common.retry')}</Button>}>
          {fault}
        </Note>
      )}
      {stuck !== undefined && (
        <Note tone="bad" live>
          {stuck}
        </Note>
      )}
      <Button
        variant="primary"
        size="lg"
        full
        icon={ArrowRight}
        loading={going}
        disabled={busy}
        onClick={() => void go()}
      >
        {t('invite.firstRoom')}
      </Button>
    </>
  )
}
