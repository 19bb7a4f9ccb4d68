/** Pages that may talk to the server: its own addresses, and those that the operator named. */
export function ownOrigins(port: number, more: readonly string[]): (origin: string | undefined) => boolean {
  const hosts = ['localhost', '127.0.0.1', '[::1]']
  const own = new Set([...hosts.map((host) => `http://${host}:${port}`), ...more])
  /** A program that is no browser sends none; it has no cookies either, so there is nothing to forge. */
  return (origin) => origin === undefined || own.has(origin)
}
