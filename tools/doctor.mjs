// npm run doctor: looks at what the server stands on with the given settings and arguments, and changes nothing.
import { become, install, node } from './bootstrap.mjs'
import { nameSfu } from './sfu-program.mjs'

install()
nameSfu()
await become(node(), ['packages/server/src/doctor.main.ts', ...process.argv.slice(2)])
