import { t } from '../../../texts/text.ts'
import { useToolbar } from '../keys/use-toolbar.ts'
import { signs } from './choice.ts'
import styles from './sign-row.module.css'

/** A row of signs: arrow keys move, Enter shows one. */
export function SignRow({ onChoose }: { onChoose: (emoji: string) => void }) {
  const toolbar = useToolbar()
  return (
    <div className={styles['row']} role="toolbar" aria-label={t('call.react')} {...toolbar}>
      {signs.map(({ emoji, name }) => (
        <button
          key={emoji}
          type="button"
          className={styles['sign']}
          aria-label={t(name)}
          onClick={() => onChoose(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  )
}
