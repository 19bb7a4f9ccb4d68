// npm test: installs what is missing, then runs every check and every test, browsers included.
import { become, child, fail, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'
import { installSfu } from './sfu-program.mjs'

install()
node()
installPrograms(
  ...['chromium', 'chromium-headless-shell', 'coturn', 'iproute2', 'nftables', 'postgresql', 'redis-server'],
)
const sfu = await installSfu()
if (sfu === null)
  fail('livekit-server is not there, and could neither be built nor fetched: the tests of larger calls cannot run.')
// Under a name of its own: servers that are started by a test have an SFU only where the test says so.
process.env.PARLEY_TEST_SFU = sfu
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)
await become('vitest', ['run', '--project', 'e2e'])
