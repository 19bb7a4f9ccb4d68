// npm run bench:NAME [-- --json]: runs one measurement of bench/src/.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { become, fail, install, node, root } from './bootstrap.mjs'
import { buildWebClient } from './web-client.mjs'

const [name = '', ...args] = process.argv.slice(2)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
if (!(`bench:${name}` in scripts)) {
  const known = Object.keys(scripts).filter((script) => script.startsWith('bench:'))
  fail(`there is no measurement "${name}". Known: ${known.join(', ')}`)
}
install()
buildWebClient()
await become(node(), [`bench/src/${name}.ts`, ...args])
