import { t } from '../texts/text.ts'
import { classes } from './classes.ts'
import styles from './presence.module.css'

/** Whether a person is there. */
export type PresenceState = 'online' | 'away' | 'dnd' | 'offline'

const shapes = {
  online: <circle cx="6" cy="6" r="5" />,
  away: <path d="M10.6 7.6A5 5 0 1 1 5 1.1a4 4 0 0 0 5.6 6.5z" />,
  dnd: (
    <>
      <circle cx="6" cy="6" r="5" />
      <rect className={styles['bar'] ?? ''} x="3" y="5" width="6" height="2" rx="1" />
    </>
  ),
  offline: <circle className={styles['ring'] ?? ''} cx="6" cy="6" r="3.8" />,
}

interface Props {
  /** Nothing is drawn while it is unknown. */
  state: PresenceState | undefined
  className?: string | undefined
}

/** A disc, a crescent, a bar or a ring: presence by shape as well as by colour. */
export function Presence({ state, className }: Props) {
  if (state === undefined) return null
  return (
    <svg
      className={classes(styles['presence'], styles[state], className)}
      viewBox="0 0 12 12"
      role="img"
      aria-label={t(`presence.${state}`)}
    >
      {shapes[state]}
    </svg>
  )
}
