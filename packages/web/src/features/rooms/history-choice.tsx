import type { HistoryRule } from '@parley/protocol'
import { RadioGroup } from '../../design/radio-group.tsx'
import { t } from '../../texts/text.ts'

interface Props {
  value: HistoryRule
  onChange: (value: HistoryRule) => void
}

const rules = () => [
  { value: 'joined' as const, label: t('rooms.historyJoined'), hint: t('rooms.historyJoinedHint') },
  { value: 'shared' as const, label: t('rooms.historyShared'), hint: t('rooms.historySharedHint') },
]

/** What new members of an encrypted room can read. */
export function HistoryChoice({ value, onChange }: Props) {
  return <RadioGroup<HistoryRule> label={t('rooms.history')} value={value} onChange={onChange} options={rules()} />
}
