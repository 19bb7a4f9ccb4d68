import { SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from '../../../design/icon-button.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useRoom } from '../room-context.ts'
import styles from './composer.module.css'
import { givenBack } from './given-back.ts'
import { textSize } from './size.ts'
import { useAskBeforeLeaving } from './use-ask-before-leaving.ts'
import { useDraft } from './use-draft.ts'
import { useSend } from './use-send.ts'
import { useTyping } from './use-typing.ts'

interface Props {
  isFirst: boolean
  /** Something was written and is on its way. */
  onSent: () => void
}

/** Input methods send Enter to choose a word; that one is not ours. */
const composes = ({ nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || nativeEvent.keyCode === 229

/** Where one writes. Enter sends, Shift+Enter breaks the line; nothing ever blocks it. */
export function Composer({ isFirst, onSent }: Props) {
  const { handle, name, sealing } = useRoom()
  const [text, write] = useDraft(handle)
  const typing = useTyping(handle)
  const { fault, clearFault, isUnkept, send } = useSend(onSent)
  useAskBeforeLeaving(isUnkept && text.trim() !== '')
  const connection = useReadable(useClient().connection)
  const field = useRef<HTMLTextAreaElement>(null)
  const faultId = useId()
  const { used, limit, isNear } = textSize(text, sealing === 'sealed')

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is measured again with each text.
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight}px`
  }, [text])

  const change = (next: string) => {
    write(next)
    clearFault()
    typing(next.trim() !== '')
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const giveBack = (back: string) => write(givenBack(back, field.current?.value ?? ''))
    if (!send(text, giveBack)) return
    write('')
    typing(false)
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || composes(event)) return
    event.preventDefault()
    submit()
  }
  const offline = connection.kind === 'offline' || connection.kind === 'connecting'
  const waiting = offline ? t('composer.whenOnline') : ''
  const aside = isNear ? t('composer.counter', { count: used, limit }) : waiting
  const placeholder = isFirst
    ? t('composer.placeholderFirst', { room: name })
    : t('composer.placeholder', { room: name })
  return (
    <form className={styles['composer']} onSubmit={submit}>
      {fault !== '' && (
        <p id={faultId} className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
      <textarea
        ref={field}
        className={styles['field']}
        rows={1}
        dir="auto"
        value={text}
        placeholder={placeholder}
        aria-label={t('composer.label', { room: name })}
        aria-describedby={fault === '' ? undefined : faultId}
        aria-invalid={fault !== '' || undefined}
        enterKeyHint="send"
        autoComplete="off"
        data-composer
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        onBlur={() => typing(false)}
      />
      <IconButton
        type="submit"
        icon={SendHorizontal}
        label={t('composer.send')}
        keys="Enter"
        mirrored
        className={styles['send']}
        data-ready={text.trim() !== '' || undefined}
      />
      {aside !== '' && (
        <p className={styles['aside']} data-over={used > limit || undefined}>
          {aside}
        </p>
      )}
    </form>
  )
}
