import type { Reaction } from '@parley/client/calls'
import { useEffect, useState } from 'react'
import { useClient } from '../../../engine/client-context.ts'
import { formatList } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { nameOf } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import { type Burst, burstOf } from './burst.ts'

/** Milliseconds in which signs count as one burst. */
const collects = 700
/** More people than this are counted and not named. */
const named = 3

/** One sentence for the signs that others have shown shortly after each other; empty while the next ones are collected. */
export function useBurstWords(): string {
  const { call } = useDesk()
  const { people } = useClient()
  const { device: own } = useMyself()
  const [words, setWords] = useState('')
  useEffect(() => {
    let last = call.reactions.get().at(-1)?.key ?? 0
    let waiting: Reaction[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const sentence = ({ devices, signs }: Burst): string => {
      const users = call.others.get().filter(({ device }) => devices.includes(device))
      const name = formatList(users.map(({ user }) => nameOf(people.get().get(user))))
      const shown = formatList(signs)
      if (devices.length > named) return t('call.reactedMany', { count: devices.length, signs: shown })
      return name === '' ? '' : t('call.reacted', { name, signs: shown })
    }
    const read = (): void => {
      timer = undefined
      setWords(sentence(burstOf(waiting, own)))
      waiting = []
    }
    const stop = call.reactions.subscribe(() => {
      const fresh = call.reactions.get().filter(({ key }) => key > last)
      if (fresh.length === 0) return
      last = fresh.at(-1)?.key ?? last
      waiting = [...waiting, ...fresh]
      if (timer !== undefined) return
      // The same sentence twice would be read out once.
      setWords('')
      timer = setTimeout(read, collects)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [call, people, own])
  return words
}
