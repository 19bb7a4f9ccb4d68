import type { SessionInfo } from '@parley/protocol'
import { Laptop, Smartphone } from 'lucide-react'
import { useEffect } from 'react'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { confirm } from '../../design/confirm.ts'
import { ErrorState } from '../../design/error-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { formatDate, formatRelative } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { useVerify } from '../verification/use-verify.ts'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part } from './page-frame.tsx'
import { useFetched } from './use-fetched.ts'

const isPhone = (name: string) => /iPhone|iPad|Android/.test(name)
const nowIs = 120_000

function about({ current, lastSeenAt, createdAt }: SessionInfo): string {
  const active =
    current || Date.now() - lastSeenAt < nowIs
      ? t('sessions.activeNow')
      : t('sessions.activeAgo', { time: formatRelative(lastSeenAt) })
  return `${t('sessions.added', { day: formatDate(createdAt) })}, ${active}`
}

type Standing = 'confirmed' | 'unconfirmed' | undefined

interface DeviceProps {
  session: SessionInfo
  standing: Standing
  /** Whether this device can confirm others. */
  canConfirm: boolean
  onRemove: (session: SessionInfo) => void
}

function Device({ session, standing, canConfirm, onRemove }: DeviceProps) {
  const { busy, device: verify } = useVerify()
  const name = session.name || t('sessions.nameUnknown')
  const confirmable = standing === 'unconfirmed' && canConfirm
  const deed = (
    <>
      {confirmable && (
        <Button
          size="sm"
          variant="primary"
          loading={busy}
          aria-label={t('verification.confirmNamed', { name })}
          onClick={() => void verify(session.device)}
        >
          {t('verification.confirm')}
        </Button>
      )}
      <Button
        size="sm"
        variant="dangerOutline"
        aria-label={t('sessions.removeNamed', { name })}
        onClick={() => onRemove({ ...session, name })}
      >
        {t('sessions.remove')}
      </Button>
    </>
  )
  const badge = (
    <>
      {session.current && <Badge tone="accent">{t('sessions.thisDevice')}</Badge>}
      {standing === 'confirmed' && <Badge tone="ok">{t('verification.confirmed')}</Badge>}
      {standing === 'unconfirmed' && <Badge tone="warn">{t('verification.unconfirmed')}</Badge>}
    </>
  )
  return (
    <Line icon={<Icon of={isPhone(name) ? Smartphone : Laptop} size="lg" />} deed={session.current ? undefined : deed}>
      <LineWords title={name} about={about(session)} badge={badge} />
    </Line>
  )
}

/** Where one is signed in: what nobody has confirmed yet, then this device, then the others. */
export function DeviceList() {
  const client = useClient()
  const { value, fault, again } = useFetched(() => client.call('sessions.list', {}))
  const { devices } = useReadable(client.trust)
  // One came or went.
  useEffect(() => {
    if (devices.size > 0) again()
  }, [devices, again])
  const keyring = useReadable(client.keyring)
  const isNew = ({ device }: SessionInfo): number => Number(devices.get(device) === 'unconfirmed')
  const sessions = value?.sessions.toSorted(
    (a, b) => isNew(b) - isNew(a) || Number(b.current) - Number(a.current) || b.lastSeenAt - a.lastSeenAt,
  )
  const others = (sessions ?? []).filter(({ current }) => !current).length

  const run = async (change: () => Promise<unknown>, done: string) => {
    try {
      await change()
      notify({ kind: 'done', text: done })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
    again()
  }
  const remove = async ({ device, name }: SessionInfo) => {
    const title = t('sessions.removeTitle', { name })
    const action = t('sessions.removeNamed', { name })
    if (!(await confirm({ title, body: t('sessions.removeBody'), action, danger: true }))) return
    await run(() => client.call('sessions.revoke', { device }), t('sessions.removed', { name }))
  }
  const removeOthers = async () => {
    const title = t('sessions.removeOthersTitle', { count: others })
    const action = t('sessions.removeOthers')
    if (!(await confirm({ title, body: t('sessions.removeOthersBody'), action, danger: true }))) return
    await run(() => client.call('sessions.revoke-others', {}), t('sessions.removedOthers'))
  }
  return (
    <Part title={t('sessions.yours')}>
      {sessions === undefined && fault !== undefined && <ErrorState title={fault} onRetry={again} />}
      {sessions === undefined && fault === undefined && <Skeleton kind="block" width="100%" />}
      {sessions !== undefined && (
        <Lines>
          {sessions.map((session) => (
            <Device
              key={session.device}
              session={session}
              standing={devices.get(session.device)}
              canConfirm={keyring.kind === 'ready'}
              onRemove={(one) => void remove(one)}
            />
          ))}
          {others > 0 && (
            <Line
              deed={
                <Button size="sm" variant="dangerOutline" onClick={() => void removeOthers()}>
                  {t('sessions.removeOthers')}
                </Button>
              }
            >
              <LineWords title={t('sessions.othersCount', { count: others })} about={t('sessions.wasItYou')} />
            </Line>
          )}
        </Lines>
      )}
    </Part>
  )
}
