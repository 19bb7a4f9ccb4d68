import { formatList } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'

/** A message as it is read out. */
export interface Spoken {
  readonly name: string
  readonly text: string
}

/** How long a burst is collected, and how much of it is read in full. */
export const burstMs = 700
const inFull = 3

/** What a screen reader says about messages that came together. */
export function announcement(messages: readonly Spoken[]): string {
  if (messages.length <= inFull) {
    return messages.map(({ name, text }) => t('conversation.spoken', { name, text })).join('\n')
  }
  const names = [...new Set(messages.map(({ name }) => name))]
  return t('conversation.newFrom', { count: messages.length, names: formatList(names) })
}

/** Collects messages and says them once the burst is over. */
export interface Announcer {
  add(message: Spoken): void
  stop(): void
}

/** `after` runs something later and answers how to prevent it; `say` gets the words. */
export function announcer(
  after: (ms: number, then: () => void) => () => void,
  say: (words: string) => void,
): Announcer {
  let waiting: Spoken[] = []
  let cancel: (() => void) | null = null
  const flush = (): void => {
    cancel = null
    const messages = waiting
    waiting = []
    say(announcement(messages))
  }
  return {
    add(message) {
      waiting.push(message)
      cancel ??= after(burstMs, flush)
    },
    stop() {
      cancel?.()
      cancel = null
      waiting = []
    },
  }
}
