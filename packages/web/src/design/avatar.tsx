import { Avatar as Base } from '@base-ui/react/avatar'
import { Bot } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import styles from './avatar.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { initials } from './initials.ts'
import { personColourValue } from './person-colour.ts'
import { Presence, type PresenceState } from './presence.tsx'

/** 18, 24, 36, 56, 96 and 140 pixels. */
export type AvatarSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | '2xl'

/** Who an avatar shows. */
export interface AvatarPerson {
  /** The account id; it picks the colour. */
  id: string
  name: string
  /** The address of a picture; initials show without it and until it is there. */
  picture?: string | undefined
}

interface Props extends AvatarPerson {
  size?: AvatarSize
  presence?: PresenceState | undefined
  /** Ringed in copper: heard right now. */
  speaking?: boolean
  bot?: boolean
  /** Says the name; leave it out where the name stands beside the avatar. */
  labelled?: boolean
  className?: string | undefined
}

type Variables = CSSProperties & { '--avatar': string; '--avatar-colour'?: string }

/** A person or bot as a squircle. Set `--avatar-ground` to the ground it stands on. */
export function Avatar(props: Props) {
  const { id, name, picture, size = 'md', presence, speaking = false, bot = false, labelled = false, className } = props
  const style: Variables = { '--avatar': `var(--avatar-${size})`, '--avatar-colour': personColourValue(id) }
  const naming = labelled ? { role: 'img', 'aria-label': name } : {}
  let mark: ReactNode = <Presence state={presence} className={styles['mark']} />
  if (bot) {
    mark = (
      <span className={classes(styles['mark'], styles['botMark'])}>
        <Icon of={Bot} size="xs" />
      </span>
    )
  }
  return (
    <span
      className={classes(styles['avatar'], bot && styles['bot'], className)}
      data-speaking={speaking || undefined}
      style={style}
      {...naming}
    >
      <Base.Root className={styles['tile']} aria-hidden>
        {picture !== undefined && <Base.Image className={styles['picture']} src={picture} alt="" />}
        <Base.Fallback className={styles['initials']}>{initials(name)}</Base.Fallback>
      </Base.Root>
      {mark}
    </span>
  )
}

interface GroupProps {
  people: readonly [AvatarPerson, AvatarPerson]
  size?: AvatarSize
}

/** Two people in the place of one, for a conversation of several. */
export function GroupAvatar({ people, size = 'md' }: GroupProps) {
  const style: Variables = { '--avatar': `var(--avatar-${size})` }
  return (
    <span className={styles['group']} style={style} aria-hidden>
      {people.map((person) => (
        <Avatar key={person.id} {...person} size={size} className={styles['half']} />
      ))}
    </span>
  )
}
