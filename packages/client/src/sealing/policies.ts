/** What a private room allows. */
export const inRooms = { invite: 'member', write: 'member', history: 'joined' } as const
/** Nobody owns a direct message, so nobody brings anybody in. */
export const inDirect = { invite: 'owner', write: 'member', history: 'joined' } as const
