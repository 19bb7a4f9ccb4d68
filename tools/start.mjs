// npm start: installs what is missing, builds the web client when stale, runs the server with the given arguments.
import { readFileSync } from 'node:fs'
import { become, install, node } from './bootstrap.mjs'
import { nameSfu } from './sfu-program.mjs'
import { buildWebClient } from './web-client.mjs'

install()
buildWebClient()
nameSfu()
const flags = JSON.parse(readFileSync(new URL('../packages/server/src/node-flags.json', import.meta.url), 'utf8'))
await become(node(), [...flags, 'packages/server/src/main.ts', ...process.argv.slice(2)])
