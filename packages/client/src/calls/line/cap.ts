/** A section of pictures, until behind its connection line: bandwidth follows (RFC 8866 §5). */
const pictures = /^(m=video .*\r\n(?:i=.*\r\n)?c=.*\r\n)/gm

/**
 * The description with a limit for pictures, in place of any that it has (`b=AS`, RFC 8866 §5.8).
 * @param kilobits a second, all of one connection; null: without a limit
 */
export function withCap(sdp: string, kilobits: number | null): string {
  const free = sdp.replace(/^b=AS:.*\r\n/gm, '')
  return kilobits === null ? free : free.replace(pictures, `$1b=AS:${kilobits}\r\n`)
}
