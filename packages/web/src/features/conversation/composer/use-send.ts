import { useCallback, useState } from 'react'
import { codeOf, errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'
import { useRoom } from '../room-context.ts'
import { textSize } from './size.ts'

interface Sending {
  /** Why nothing was sent; empty when all is well. */
  readonly fault: string
  readonly clearFault: () => void
  /** What was given back is kept nowhere else, as far as is known. */
  readonly isUnkept: boolean
  /** Answers whether the field may be emptied. Gives the text back if this device cannot keep it. */
  readonly send: (text: string, giveBack: (text: string) => void) => boolean
}

function faultOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'too_large':
      return errorWords(error)
    case 'device_full':
      return t('composer.deviceFull')
    default:
      return t('composer.notKept')
  }
}

/** Hands a message to this device, which sends it by itself. */
export function useSend(onSent: () => void): Sending {
  const { handle, sealing } = useRoom()
  const [fault, setFault] = useState('')
  const [isUnkept, setUnkept] = useState(false)
  const clearFault = useCallback(() => setFault(''), [])
  const send = (text: string, giveBack: (text: string) => void): boolean => {
    const body = text.trim()
    if (body === '') return false
    const { over } = textSize(body, sealing === 'sealed')
    if (over > 0) {
      setFault(t('composer.tooLong', { over }))
      return false
    }
    setFault('')
    const sent = () => {
      setUnkept(false)
      onSent()
    }
    handle.send(body).then(sent, (error: unknown) => {
      giveBack(text)
      setFault(faultOf(error))
      setUnkept(codeOf(error) !== 'too_large')
    })
    return true
  }
  return { fault, clearFault, isUnkept, send }
}
