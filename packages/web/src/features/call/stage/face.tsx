import { Avatar } from '../../../design/avatar.tsx'
import breathing from '../../../design/breathing.module.css'
import { classes } from '../../../design/classes.ts'
import styles from './face.module.css'

interface Props {
  id: string
  name: string
  size: 'lg' | 'xl' | '2xl'
  /** Written below it. */
  words: string
  isNamed?: boolean
  isRinging?: boolean
}

/** Who somebody is, while there is no picture of them. */
export function Face({ id, name, size, words, isNamed = false, isRinging = false }: Props) {
  const small = size === 'lg' && styles['small']
  return (
    <>
      <span className={classes(styles['face'], small, isRinging && breathing['halo'])}>
        <Avatar id={id} name={name} size={size} />
      </span>
      {isNamed && (
        <p className={styles['name']}>
          <bdi>{name}</bdi>
        </p>
      )}
      <p className={classes(styles['words'], small)} role="status">
        {words}
      </p>
    </>
  )
}
