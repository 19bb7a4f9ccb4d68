import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { useRoom } from '../room-context.ts'
import { nameOf } from '../use-person.ts'
import styles from './typing-line.module.css'
import { typingWords } from './typing-words.ts'

/** Who is typing. Keeps its place while nobody is, so that nothing jumps; not read out. */
export function TypingLine() {
  const { handle } = useRoom()
  const typing = useReadable(handle.typing)
  const people = useReadable(useClient().people)
  const words = typingWords(typing.map((id) => nameOf(people.get(id))))
  return (
    <div className={styles['line']} data-typing={typing.length}>
      {words !== '' && (
        <>
          <span className={styles['dots']} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <span className={styles['words']}>{words}</span>
        </>
      )}
    </div>
  )
}
