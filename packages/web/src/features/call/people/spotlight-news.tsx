import { Unseen } from '../../../design/unseen.tsx'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { useMyself } from '../desk/use-myself.ts'
import { useSpotlight } from './use-spotlight.ts'

/** Tells whoever is in the spotlight that all see them large; the others hear who it is. `className`: of what shows. */
export function SpotlightNews({ className }: { className: string | undefined }) {
  const user = useSpotlight()
  const me = useMyself().user
  const name = nameOf(usePerson(user ?? ''))
  return (
    <div role="status">
      {user === me && <p className={className}>{t('call.litMyself')}</p>}
      {user !== null && user !== me && <Unseen>{t('call.lit', { name })}</Unseen>}
    </div>
  )
}
