import { useEffect, useState } from 'react'
import { Unseen } from '../../../design/unseen.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useRoom } from '../room-context.ts'
import { nameOf } from '../use-person.ts'
import { announcer } from './announcer.ts'

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** Reads out what others write in the open room, one burst at a time. Stands outside the list. */
export function LiveRegion() {
  const client = useClient()
  const { id } = useRoom()
  const [words, setWords] = useState('')
  useEffect(() => {
    const speaker = announcer(after, setWords)
    const stop = client.onMessage((message) => {
      if (message.room !== id) return
      speaker.add({ name: nameOf(client.people.get().get(message.sender)), text: message.text })
    })
    return () => {
      stop()
      speaker.stop()
    }
  }, [client, id])
  return (
    <Unseen>
      <span role="status" data-announcements>
        {words}
      </span>
    </Unseen>
  )
}
