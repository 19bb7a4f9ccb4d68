import type { Card } from '@parley/client'
import { Avatar } from '../../design/avatar.tsx'
import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { CalledLine, CardWords } from './card-words.tsx'
import styles from './preview.module.css'

/** Oneself as others see one, while it is being written. */
export function Preview({ card }: { card: Card }) {
  const { me } = useMe()
  return (
    <section className={styles['preview']} aria-labelledby="profile-preview">
      <h2 id="profile-preview" className={styles['title']}>
        {t('profile.preview')}
      </h2>
      <div className={styles['card']}>
        <Avatar {...me} size="lg" />
        <p className={styles['name']}>
          <bdi>{me.name}</bdi>
        </p>
        <CalledLine handle={me.handle} pronouns={card.pronouns} />
        <CardWords card={card} />
      </div>
    </section>
  )
}
