import { useEffect, useRef, useState } from 'react'
import { Unseen } from '../../../design/unseen.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { formatList } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { nameOf } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'

/** What a screen reader hears of who comes into a call in a room of many, and who goes. */
export function Comings() {
  const { call } = useDesk()
  const { people } = useClient()
  const users = useReadable(call.others).map(({ user }) => user)
  const here = users.join(' ')
  const before = useRef(here)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const [was, is] = [before.current, here].map((all) => (all === undefined || all === '' ? [] : all.split(' ')))
    before.current = here
    const name = formatList((is ?? []).filter((id) => !was?.includes(id)).map((id) => nameOf(people.get().get(id))))
    const gone = formatList((was ?? []).filter((id) => !is?.includes(id)).map((id) => nameOf(people.get().get(id))))
    if (name !== '') setSaid(t('call.joined', { name }))
    else if (gone !== '') setSaid(t('call.left', { name: gone }))
  }, [here, people])
  return (
    <div role="status">
      <Unseen>{said}</Unseen>
    </div>
  )
}
