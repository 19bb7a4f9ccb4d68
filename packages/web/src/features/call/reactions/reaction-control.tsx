import { Smile } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { Popover } from '../../../design/popover.tsx'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'
import { Control } from '../stage/control.tsx'
import { SignRow } from './sign-row.tsx'

/** Opens the row of signs that one can show for a moment. */
export function ReactionControl() {
  const { call } = useDesk()
  const button = useRef<HTMLElement>(null)
  const deeds = useMemo(() => ({ reactions: () => button.current?.click() }), [])
  useCallKeys(deeds)
  return (
    <Popover
      label={t('call.react')}
      side="top"
      content={(close) => (
        <SignRow
          onChoose={(emoji) => {
            call.react(emoji)
            close()
          }}
        />
      )}
    >
      {({ ref, ...opener }) => (
        <Control
          icon={Smile}
          label={t('call.react')}
          keys="E"
          opener={{
            ...opener,
            ref: (element) => {
              button.current = element
              ref(element)
            },
          }}
        />
      )}
    </Popover>
  )
}
