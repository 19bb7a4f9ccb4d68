/** Why a line changes nothing, the same for every member who reads it. */
export type Refusal =
  /** It is not a line of this room at this place: malformed, replayed, or written beside another one. */
  | 'malformed'
  | 'wrong-room'
  | 'wrong-index'
  | 'wrong-prev'
  /** Whoever wrote it has no seat here, or has it under another identity. */
  | 'not-a-member'
  | 'other-identity'
  /** Their rank does not reach. */
  | 'not-allowed'
  /** Somebody has to own the room. */
  | 'last-owner'
  /** The person it is about has no place that could be changed so. */
  | 'wrong-subject'
  | 'banned'
  /** The link is unknown, used up, over, or was not in the hands of who came by it. */
  | 'bad-link'
