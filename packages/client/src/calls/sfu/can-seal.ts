/**
 * Whether this browser can seal the frames that it sends: by `RTCRtpScriptTransform` (W3C WebRTC Encoded Transform), or as
 * Chromium did before. From device to device nothing of it is needed.
 */
export const canSeal = (): boolean =>
  'RTCRtpScriptTransform' in globalThis ||
  ('RTCRtpSender' in globalThis && 'createEncodedStreams' in RTCRtpSender.prototype)
