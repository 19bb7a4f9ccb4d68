// npm run dev: the server, restarted at each change of its sources, behind Vite, which reloads the page at each change.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { child, install, node, root, say } from './bootstrap.mjs'

async function freePort(wanted) {
  const probe = createServer()
  const port = await new Promise((resolve) => {
    probe.once('error', () => resolve(null))
    probe.listen(wanted, '127.0.0.1', () => resolve(probe.address().port))
  })
  if (port === null) return freePort(0)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

install()
const serverPort = await freePort(0)
const pagePort = await freePort(5173)
const page = `http://localhost:${pagePort}`
const server = ['--watch', '--watch-preserve-output', 'packages/server/src/main.ts', '--port', `${serverPort}`]
const address = ['--host', '127.0.0.1', '--port', `${pagePort}`, '--strictPort']
const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'packages/web', ...address, '--logLevel', 'warn']

const running = [
  child(node(), [...server, ...process.argv.slice(2)], { PARLEY_ORIGINS: page }),
  child(node(), vite, { PARLEY_DEV_SERVER: `http://127.0.0.1:${serverPort}` }),
]
say(`open ${page} (pages reload by themselves; the server behind it listens on port ${serverPort})`)
const code = await Promise.race(running.map((one) => one.ended))
for (const one of running) one.stop()
await Promise.all(running.map((one) => one.ended))
process.exit(code)
