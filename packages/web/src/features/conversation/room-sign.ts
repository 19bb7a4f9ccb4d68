import type { RoomKind } from '@parley/protocol'
import { Hash, type LucideIcon, MessageCircle, UsersRound, Volume2 } from 'lucide-react'

const signs: Readonly<Record<RoomKind, LucideIcon>> = {
  public: Hash,
  private: UsersRound,
  direct: MessageCircle,
}

/** The drawing of a room by its kind. No lock: who can read a room stands in its header, once. */
export const roomSign = ({
  kind,
  voice,
}: {
  readonly kind: RoomKind
  readonly voice?: boolean | undefined
}): LucideIcon => (voice ? Volume2 : signs[kind])
