// npm run screens: draws every main screen in a browser and writes the pictures to e2e/screens/.
import { become, install, node } from './bootstrap.mjs'
import { buildWebClient } from './web-client.mjs'

install()
buildWebClient()
await become(node(), ['e2e/src/screens.ts', ...process.argv.slice(2)])
