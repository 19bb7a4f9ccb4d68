/** Why a microphone or camera does not work; each has its own next step. */
export type CaptureFailure =
  /** The person, or somebody before them, told the browser to block it. */
  | 'denied'
  /** The operating system does not let the browser use it. */
  | 'denied-by-system'
  /** There is none, or it was unplugged. */
  | 'missing'
  /** Another program has it. */
  | 'busy'
  /** The page came over plain HTTP from another machine: there browsers have no capture at all. */
  | 'insecure'

/** What an error of `getUserMedia` means (W3C Media Capture and Streams, §10.2.1). */
export function captureFailure(error: unknown): CaptureFailure {
  const name = error instanceof Error ? error.name : ''
  const words = error instanceof Error ? error.message : ''
  switch (name) {
    case 'NotAllowedError':
      return /system/i.test(words) ? 'denied-by-system' : 'denied'
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'TypeError':
      return 'insecure'
    default:
      return 'busy'
  }
}
