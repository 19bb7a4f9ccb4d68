import type { RoomKind } from '@parley/protocol'
import { Hash, type LucideIcon, MessageCircle, UsersRound } from 'lucide-react'

/** The drawing of a room by its kind. No lock: nothing is sealed yet. */
export const roomSign: Readonly<Record<RoomKind, LucideIcon>> = {
  public: Hash,
  private: UsersRound,
  direct: MessageCircle,
}
