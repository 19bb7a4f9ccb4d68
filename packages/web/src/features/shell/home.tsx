import { Compass, MessagesSquare, Plus, SquarePen } from 'lucide-react'
import type { Door } from '../../design/empty-state.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { shortcutLabel } from '../../design/shortcut.ts'
import { Unseen } from '../../design/unseen.tsx'
import { useMe } from '../../engine/use-me.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { Banners } from './banners.tsx'
import { useServerName } from './use-server-name.ts'
import { openWindow } from './window.ts'

const doors = (): readonly Door[] => [
  {
    icon: Compass,
    title: t('rooms.browse'),
    hint: t('rooms.browseHint'),
    onOpen: () => navigate({ page: 'directory' }),
  },
  { icon: Plus, title: t('rooms.createTitle'), hint: t('rooms.createHint'), onOpen: () => openWindow('create-room') },
  {
    icon: SquarePen,
    title: t('rooms.newMessage'),
    hint: t('empty.directBody'),
    onOpen: () => openWindow('new-direct'),
  },
]

/** What stands beside the list while no conversation is open. */
export function Home() {
  const server = useServerName()
  const { me } = useMe()
  return (
    <>
      <Unseen>
        <h1>{server}</h1>
      </Unseen>
      <Banners />
      <EmptyState
        centred
        icon={MessagesSquare}
        title={t('empty.pick')}
        body={t('empty.pickBody', { key: shortcutLabel('Ctrl+K') })}
        doors={me.kind === 'guest' ? [] : doors()}
      />
    </>
  )
}
