import { lazy, Suspense, useState } from 'react'
import { useWindow, type WindowName } from './window.ts'

const parts = () => import('./window-parts.ts')
const CreateRoom = lazy(async () => ({ default: (await parts()).CreateRoom }))
const NewDirect = lazy(async () => ({ default: (await parts()).NewDirect }))
const QuickSwitcher = lazy(async () => ({ default: (await parts()).QuickSwitcher }))
const KeyList = lazy(async () => ({ default: (await parts()).KeyList }))
const RecoveryKey = lazy(async () => ({ default: (await parts()).RecoveryKey }))
const VerifyWindow = lazy(async () => ({ default: (await parts()).VerifyWindow }))
const ConfirmDevice = lazy(async () => ({ default: (await parts()).ConfirmDevice }))

/** Fetches the windows before somebody asks for one. */
export function warmWindows(): void {
  parts().catch(() => undefined)
}

/** The windows over the page. They come with their first use and then stay, so that they can fade out. */
export function Windows() {
  const open = useWindow()
  const [used, setUsed] = useState<ReadonlySet<WindowName>>(new Set())
  if (open !== null && !used.has(open)) setUsed(new Set([...used, open]))
  return (
    <Suspense>
      {used.has('create-room') && <CreateRoom open={open === 'create-room'} />}
      {used.has('new-direct') && <NewDirect open={open === 'new-direct'} />}
      {used.has('switcher') && <QuickSwitcher open={open === 'switcher'} />}
      {used.has('keys') && <KeyList open={open === 'keys'} />}
      {used.has('recovery-key') && <RecoveryKey open={open === 'recovery-key'} />}
      {used.has('verification') && <VerifyWindow open={open === 'verification'} />}
      {used.has('confirm-device') && <ConfirmDevice open={open === 'confirm-device'} />}
    </Suspense>
  )
}
