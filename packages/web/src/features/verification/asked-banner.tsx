import { ShieldQuestionMark } from 'lucide-react'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { showVerification } from './shown.ts'

/** The line that says that a device of mine, or somebody, asks to be verified. */
export function AskedBanner() {
  const all = useReadable(useClient().verifications)
  const asked = all.find(({ isMine, state }) => !isMine && state.kind === 'asked')
  const name = nameOf(usePerson(asked?.user ?? ''))
  if (asked === undefined) return null
  const look = (
    <Button size="sm" onClick={() => showVerification(asked.id)}>
      {t('verification.look')}
    </Button>
  )
  const title = asked.isOwn ? t('verification.askedOwn') : t('verification.askedPerson', { name })
  return (
    <Banner tone={asked.isOwn ? 'warn' : 'info'} icon={ShieldQuestionMark} title={title} action={look}>
      {asked.isOwn ? t('verification.askedOwnBody') : t('verification.askedPersonBody')}
    </Banner>
  )
}
