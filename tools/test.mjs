// npm test: installs what is missing, then runs every check and every test, browsers and faults included.
import { become, child, fail, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'
import { installSfu } from './sfu-program.mjs'

install()
const javascript = node()
installPrograms(
  ...['chromium', 'chromium-headless-shell', 'coturn', 'iproute2', 'postgresql', 'redis-server'],
  ...['faketime', 'nftables', 'strace'],
)
const sfu = await installSfu()
if (sfu === null)
  fail('livekit-server is not there, and could neither be built nor fetched: the tests of larger calls cannot run.')
// Under a name of its own: servers that are started by a test have an SFU only where the test says so.
process.env.PARLEY_TEST_SFU = sfu
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)
const seen = await child('vitest', ['run', '--project', 'e2e']).ended
if (seen !== 0) process.exit(seen)
// D1 has run among the unit tests, with fewer seeds. F17, the only one with browsers of its own, has its time in
// `npm run faults`; so has whatever is judged by the clock, for which nothing else may have the machine.
await become(javascript, ['faults/src/main.ts', '--but', 'D1,F17', '--no-clock', '--seed', '12'])
