import type { JumpTarget } from '@parley/client'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { TextField } from '../../../design/text-field.tsx'
import { errorWords } from '../../../engine/error-words.ts'
import { dayKey } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { dayStart } from './day-start.ts'

interface Props {
  open: boolean
  onClose: () => void
  jumpTo: (target: JumpTarget) => Promise<void>
}

/** Chooses a day and shows its first message. */
export function DateJump({ open, onClose, jumpTo }: Props) {
  const today = dayKey(Date.now())
  const [day, setDay] = useState(today)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const formId = useId()

  const go = async (at: number) => {
    setBusy(true)
    setFault(undefined)
    try {
      await jumpTo({ kind: 'moment', at })
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const at = dayStart(day)
    if (at !== null) void go(at)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('conversation.jumpToDate')}
      description={t('conversation.jumpHint')}
      footer={
        <>
          <Button onClick={() => void go(0)} disabled={busy}>
            {t('conversation.jumpStart')}
          </Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {t('conversation.jumpGo')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t('conversation.jumpDay')}
          type="date"
          value={day}
          max={today}
          onChange={setDay}
          error={fault}
          dir="ltr"
          required
        />
      </form>
    </Dialog>
  )
}
