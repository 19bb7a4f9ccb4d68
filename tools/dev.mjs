// npm run dev: the server and Vite, both of which follow each change of a source.
import { become, install, node } from './bootstrap.mjs'

install()
await become(node(), ['tools/dev-session.mjs', ...process.argv.slice(2)])
