// The server, started anew when one of its sources changes, behind Vite, which reloads the page when one of its does.
// Not `node --watch`: it slips messages of its own among those of worker threads.
import { watch } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { child, node, root, say } from './bootstrap.mjs'

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

const serverPort = await freePort(0)
const pagePort = await freePort(5173)
const page = `http://localhost:${pagePort}`
const serverArgs = ['packages/server/src/main.ts', '--port', `${serverPort}`, ...process.argv.slice(2)]
const address = ['--host', '127.0.0.1', '--port', `${pagePort}`, '--strictPort']
const viteArgs = [join(root, 'node_modules/vite/bin/vite.js'), 'packages/web', ...address, '--logLevel', 'warn']

let leaving = false
let changed = Promise.withResolvers()
function leave() {
  leaving = true
  changed.resolve('changed')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, leave)
for (const folder of ['packages/server/src', 'packages/protocol/src']) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (file?.endsWith('.ts') && !file.includes('.test.')) changed.resolve('changed')
  })
}

async function serveAndFollow() {
  while (!leaving) {
    changed = Promise.withResolvers()
    const server = child(node(), serverArgs, { PARLEY_ORIGINS: page })
    const first = await Promise.race([server.ended, changed.promise])
    if (first !== 'changed') say('the server ended; it starts again at the next change')
    server.stop()
    await server.ended
    await changed.promise
  }
}

const vite = child(node(), viteArgs, { PARLEY_DEV_SERVER: `http://127.0.0.1:${serverPort}` })
say(`open ${page}, which reloads by itself; the server behind it listens on port ${serverPort}`)
const following = serveAndFollow()
const code = await vite.ended
const asked = leaving
leave()
await following
process.exit(asked ? 0 : code)
