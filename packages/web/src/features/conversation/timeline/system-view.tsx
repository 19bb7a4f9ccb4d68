import {
  Crown,
  Lock,
  LogOut,
  type LucideIcon,
  Pencil,
  ShieldBan,
  Sparkles,
  UserPlus,
  UserRoundCheck,
} from 'lucide-react'
import { memo } from 'react'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import type { SystemRow } from '../rows/row.ts'
import { nameOf } from '../use-person.ts'
import { QuietLine } from './quiet-line.tsx'
import type { RowProps } from './row-props.ts'
import { systemWords } from './system-words.ts'

const signs: Readonly<Record<string, LucideIcon>> = {
  created: Sparkles,
  renamed: Pencil,
  line: Pencil,
  sealed: Lock,
  joined: UserRoundCheck,
  invited: UserPlus,
  banned: ShieldBan,
  role: Crown,
}

/** Who came, went and may do what. */
export const SystemView = memo(function SystemView({ row, isStop, onFocusRow }: RowProps<SystemRow>) {
  const people = useReadable(useClient().people)
  const [first] = row.items
  const last = row.items.at(-1)
  if (first?.content.kind !== 'membership' || last === undefined) return null
  return (
    <QuietLine
      rowKey={row.key}
      icon={signs[first.content.change.kind] ?? LogOut}
      words={systemWords(row.items, (id) => nameOf(people.get(id)))}
      at={last.at}
      isStop={isStop}
      onFocusRow={onFocusRow}
    />
  )
})
