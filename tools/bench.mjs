// npm run bench:NAME [-- --json]: runs one measurement of bench/src/.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { become, fail, install, node, root } from './bootstrap.mjs'
import { buildWebClient } from './web-client.mjs'

const [name = '', ...args] = process.argv.slice(2)
const folder = join(root, 'bench/src')
if (!/^[a-z-]+$/.test(name) || !existsSync(join(folder, `${name}.ts`))) {
  const known = existsSync(folder) ? readdirSync(folder).filter((file) => /^[a-z-]+\.ts$/.test(file)) : []
  fail(`there is no measurement "${name}". Known: ${known.map((file) => file.slice(0, -3)).join(', ') || 'none'}`)
}
install()
buildWebClient()
await become(node(), [`bench/src/${name}.ts`, ...args])
