import { Button } from '../../../design/button.tsx'
import { Note } from '../../../design/note.tsx'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import styles from './pre-join.module.css'
import { useWayBack } from './use-way-back.ts'

/** In place of getting ready: why this browser cannot join the call, and what to do. No device is asked for. */
export function Beyond({ room }: { room: string }) {
  const desk = useDesk()
  const { name } = usePeer(room)
  const back = useWayBack()
  return (
    <section className={styles['page']} aria-label={t('preJoin.title')}>
      <div className={styles['beyond']}>
        <h1 className={styles['title']}>
          <bdi>{name}</bdi>
        </h1>
        <Note tone="warn" live>
          {t('call.cannotSeal')}
        </Note>
        <div className={styles['deeds']}>
          <Button ref={back} size="lg" onClick={() => desk.call.dismiss()}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </section>
  )
}
