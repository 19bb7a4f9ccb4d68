import type { CallInfo, RoomRole } from '@parley/protocol'

/** Whether a call is locked for somebody: its moderators may come in, and who was in it may come back. */
export function isShutTo({ isLocked, participants, away = [] }: CallInfo, user: string, role: RoomRole): boolean {
  if (!isLocked || role !== 'member') return false
  return [...participants, ...away].every((one) => one.user !== user)
}
