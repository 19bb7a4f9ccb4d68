// Builds the web client when its sources differ from those it was last built from.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { fail, node, root, run, say } from './bootstrap.mjs'

const sources = ['packages/web', 'packages/client', 'packages/protocol', 'packages/e2ee']
const besideSources = new Set(['node_modules', 'dist'])
const stamp = join(root, 'packages/web/dist/.sources')

function* filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !besideSources.has(entry.name)) yield* filesIn(path)
    if (entry.isFile() && !entry.name.includes('.test.')) yield path
  }
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of sources) {
    for (const path of filesIn(join(root, folder))) {
      const bytes = readFileSync(path)
      hash.update(`${path.slice(root.length)} ${bytes.length}\n`).update(bytes)
    }
  }
  return hash.digest('hex')
}

/** Beside each file its brotli form, which the server hands out instead: the sealing library shrinks to a fifth. */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|wasm|svg)$/.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    const small = brotliCompressSync(bytes, { params })
    if (small.length < bytes.length) writeFileSync(join(folder, `${name}.br`), small)
  }
}

export function buildWebClient() {
  const want = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  say('building the web client')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const status = run(node(), [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, 'packages/web') })
  if (status !== 0) fail('the web client could not be built; the reason stands above.')
  compress(join(root, 'packages/web/dist/assets'))
  writeFileSync(stamp, want)
}
