import { Ellipsis, MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Menu } from '../../design/menu.tsx'
import { t } from '../../texts/text.ts'
import { useDeeds } from '../conversation/deeds-context.ts'
import { useRoom } from '../conversation/room-context.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { CalledLine, CardWords } from '../profile/card-words.tsx'
import { useCard } from '../profile/use-card.ts'
import { PersonTrustBadge, VerifyPerson } from '../verification/person-trust.tsx'
import { MemberBadge } from './member-badge.tsx'
import styles from './profile-card.module.css'
import { useMember } from './use-member.ts'
import { usePowers } from './use-powers.ts'
import { usePresence } from './use-presence.ts'

interface Props {
  id: string
  onClose: () => void
}

/** Who somebody is, and the way to write to them. */
export function ProfileCard({ id, onClose }: Props) {
  const person = usePerson(id)
  const member = useMember(id)
  const card = useCard(id)
  const presence = usePresence(id)
  const { me, sealing } = useRoom()
  const { write } = useDeeds()
  const [opening, setOpening] = useState(false)
  const powers = usePowers(member)
  const name = nameOf(person)
  const open = async () => {
    setOpening(true)
    await write(id)
    onClose()
  }
  return (
    <div className={styles['card']}>
      <div className={styles['head']}>
        <Avatar id={id} name={name} size="lg" presence={presence} bot={person?.kind === 'bot'} />
        <div className={styles['who']}>
          <p className={styles['name']}>
            <bdi>{name}</bdi>
          </p>
          <CalledLine handle={person?.handle ?? null} pronouns={card?.pronouns} />
          <p className={styles['meta']}>
            {presence !== undefined && <span>{t(`presence.${presence}`)}</span>}
            <MemberBadge role={member?.role} kind={person?.kind} />
            <PersonTrustBadge id={id} />
          </p>
        </div>
      </div>
      {card !== undefined && <CardWords card={card} />}
      {id !== me && (
        <div className={styles['deeds']}>
          <Button variant="primary" icon={MessageCircle} full loading={opening} onClick={() => void open()}>
            {t('members.message', { name })}
          </Button>
          {powers.length > 0 && (
            <Menu label={t('members.actionsOf', { name })} entries={powers} align="end">
              {(opener) => <IconButton {...opener} icon={Ellipsis} label={t('members.actionsOf', { name })} />}
            </Menu>
          )}
        </div>
      )}
      {id !== me && sealing === 'sealed' && <VerifyPerson id={id} name={name} onBegin={onClose} />}
    </div>
  )
}
