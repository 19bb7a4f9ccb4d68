// npm run faults: installs what is missing, then tries each fault (docs/delivery.md). npm run simulate: the simulation alone.
import { become, child, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'

install()
installPrograms('chromium', 'faketime', 'nftables', 'postgresql', 'redis-server', 'strace')
const [first, ...rest] = process.argv.slice(2)
if (first === 'simulate') await become(node(), ['faults/src/simulate.ts', ...rest])
// For the browsers of F17.
const built = await child('npm', ['run', '-s', 'build']).ended
if (built !== 0) process.exit(built)
await become(node(), ['faults/src/main.ts', ...process.argv.slice(2)])
