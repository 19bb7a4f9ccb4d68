// npm run faults: installs what is missing, then tries each fault (docs/delivery.md). npm run simulate: the simulation alone.
import { become, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'

install()
installPrograms('faketime', 'nftables', 'postgresql', 'redis-server', 'strace')
const [first, ...rest] = process.argv.slice(2)
const program =
  first === 'simulate' ? ['faults/src/simulate.ts', ...rest] : ['faults/src/main.ts', ...process.argv.slice(2)]
await become(node(), program)
