import type { Running } from './compose.ts'
import type { Config } from './config.ts'

const firstPort = 8080

/** Tells people (stderr) and, with `--json`, programs (one line on stdout) that the server listens. */
export async function sayReady(running: Running, config: Config, say: (line: string) => void): Promise<void> {
  for (const [port, choice] of Object.entries(running.ports)) say(`${port}: ${choice}`)
  if (config.port === null && running.port !== firstPort)
    say(`port ${firstPort} is taken, so this is port ${running.port}`)
  say(`ready at ${running.url} (this machine only; other machines need TLS, which is not built in yet)`)
  if (running.ownerLink !== null) {
    say('make the owner account with this link, which works once:')
    // Only a server that is new needs it.
    const { default: code } = await import('qrcode')
    const picture = await code.toString(running.ownerLink, { type: 'terminal', small: true })
    process.stderr.write(`\n    ${running.ownerLink}\n\n${picture}\n`)
  }
  if (!config.json) return
  const { url, ownerLink, ports } = running
  process.stdout.write(`${JSON.stringify({ url, ownerLink, ports, pid: process.pid })}\n`)
}
