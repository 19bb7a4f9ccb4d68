// npm test: installs what is missing, then runs every check and every test, browsers included.
import { become, child, install, node } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'

install()
node()
installPrograms('chromium', 'chromium-headless-shell', 'coturn', 'postgresql', 'redis-server')
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)
await become('vitest', ['run', '--project', 'e2e'])
