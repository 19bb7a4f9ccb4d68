// npm test: installs what is missing, then runs every check and every test, browsers and faults included.
import { become, child, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'

install()
node()
installPrograms(
  'chromium',
  'chromium-headless-shell',
  'coturn',
  'faketime',
  'nftables',
  'postgresql',
  'redis-server',
  'strace',
)
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)
const browsers = await child('vitest', ['run', '--project', 'e2e']).ended
if (browsers !== 0) process.exit(browsers)
// The browsers of F17 are among the tests. How long something took is told, and judged by npm run faults.
await become(node(), ['faults/src/main.ts', '--but', 'F17', '--no-clock', '--seed', '12'])
