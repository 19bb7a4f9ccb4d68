/** What opens over the page: a chunk of its own. */
export { NewDirect } from '../people/new-direct.tsx'
export { ConfirmDevice } from '../recovery/confirm-device.tsx'
export { RecoveryKey } from '../recovery/recovery-key.tsx'
export { CreateRoom } from '../rooms/create-room.tsx'
export { VerifyWindow } from '../verification/verify-window.tsx'
export { KeyList } from './key-list.tsx'
export { QuickSwitcher } from './quick-switcher.tsx'
