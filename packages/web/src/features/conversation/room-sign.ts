import type { RoomKind } from '@parley/protocol'
import { Hash, type LucideIcon, MessageCircle, UsersRound } from 'lucide-react'

/** The drawing of a room by its kind. No lock: who can read a room stands in its header, once. */
export const roomSign: Readonly<Record<RoomKind, LucideIcon>> = {
  public: Hash,
  private: UsersRound,
  direct: MessageCircle,
}
