import { memo } from 'react'
import { classes } from '../../../design/classes.ts'
import { emojiOnly } from './emoji-only.ts'
import { pieces } from './links.ts'
import styles from './message-text.module.css'

interface Props {
  text: string
}

/** What somebody wrote, as it was written; addresses can be followed. Never anything but text nodes. */
export const MessageText = memo(function MessageText({ text }: Props) {
  let offset = 0
  const parts = pieces(text).map((piece) => {
    const key = offset
    offset += piece.text.length
    if (piece.kind === 'words') return piece.text
    return (
      <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer" dir="ltr">
        {piece.text}
      </a>
    )
  })
  return <span className={classes(styles['text'], emojiOnly(text) && styles['emoji'])}>{parts}</span>
})
