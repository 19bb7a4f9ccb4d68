/**
 * The session id in the origin line of a description (RFC 8866 §5.2). It stays the same for one RTCPeerConnection
 * (RFC 8829 §5.2.1), so another id means that the other began anew, for example after a reload.
 */
export function sdpSession(sdp: string): string {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? ''
}
