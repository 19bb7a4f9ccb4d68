// npm start: installs what is missing, builds the web client when stale, runs the server with the given arguments.
import { become, install, node } from './bootstrap.mjs'
import { buildWebClient } from './web-client.mjs'

install()
buildWebClient()
await become(node(), ['packages/server/src/main.ts', ...process.argv.slice(2)])
