import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { SegmentedControl } from '../../design/segmented-control.tsx'
import { Select } from '../../design/select.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'
import { InviteCard } from '../first-run/invite-card.tsx'
import { useNewInvite } from '../first-run/use-new-invite.ts'
import styles from './new-invite-form.module.css'

const uses = [1, 5, 10, 50, 1000]
const hours = [1, 24, 7 * 24, 30 * 24, 90 * 24]
const noRoom = 'none'

const spanWords = (span: number): string =>
  span < 24 ? t('invite.hours', { count: span }) : t('invite.days', { count: span / 24 })

/** What a new invitation is for, how often and how long it works. */
export function NewInviteForm({ onMade }: { onMade: () => void }) {
  const rooms = useReadable(useClient().rooms)
  const [purpose, setPurpose] = useState<'account' | 'guest'>('account')
  const [room, setRoom] = useState(noRoom)
  const [often, setOften] = useState(10)
  const [span, setSpan] = useState(7 * 24)
  const { made, fault, busy, make } = useNewInvite()
  const open = rooms.filter(({ kind, state }) => kind !== 'direct' && state === 'joined')
  const isGuest = purpose === 'guest'
  const chosen = open.some(({ id }) => id === room) ? room : isGuest ? (open[0]?.id ?? noRoom) : noRoom

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await make({ for: purpose, room: chosen === noRoom ? null : chosen, uses: often, hours: span })
    onMade()
  }
  const isSealed = open.some(({ id, sealing }) => id === chosen && sealing === 'sealed')
  const roomOptions = open.map((one) => ({ value: one.id, label: roomName(one) }))
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <SegmentedControl<'account' | 'guest'>
        label={t('invite.for')}
        value={purpose}
        onChange={setPurpose}
        options={[
          { value: 'account', label: t('invite.forAccount') },
          { value: 'guest', label: t('invite.forGuest') },
        ]}
      />
      <p className={styles['hint']}>{isGuest ? t('invite.guestHint') : t('invite.accountHint')}</p>
      <div className={styles['limits']}>
        <Select
          label={t('invite.room')}
          value={chosen}
          onChange={setRoom}
          options={isGuest ? roomOptions : [{ value: noRoom, label: t('invite.noRoom') }, ...roomOptions]}
        />
        <Select
          label={t('invite.uses')}
          value={String(often)}
          onChange={(next) => setOften(Number(next))}
          options={uses.map((count) => ({ value: String(count), label: t('invite.times', { count }) }))}
        />
        <Select
          label={t('invite.span')}
          value={String(span)}
          onChange={(next) => setSpan(Number(next))}
          options={hours.map((count) => ({ value: String(count), label: spanWords(count) }))}
        />
      </div>
      {isSealed && <p className={styles['hint']}>{t('invite.sealedHint')}</p>}
      {fault !== undefined && (
        <Note tone="bad" live>
          {fault}
        </Note>
      )}
      <Button
        type="submit"
        variant="primary"
        loading={busy}
        disabled={isGuest && chosen === noRoom ? t('invite.guestNeedsRoom') : false}
        className={styles['deed']}
      >
        {t('invite.makeLink')}
      </Button>
      {made !== undefined && (
        <>
          <p className={styles['hint']}>{t('invite.once')}</p>
          <InviteCard {...made} />
        </>
      )}
    </form>
  )
}
