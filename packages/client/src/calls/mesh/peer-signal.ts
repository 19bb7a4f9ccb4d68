import type { CallSignal } from '@parley/protocol'

/** What two devices say to each other to find a path between them. */
export type PeerSignal = Extract<CallSignal, { readonly kind: `webrtc-${string}` }>

export const isOfPeers = (signal: CallSignal): signal is PeerSignal => signal.kind.startsWith('webrtc-')
