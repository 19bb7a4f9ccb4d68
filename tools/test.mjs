// npm test: installs what is missing, then runs every check and every test, browsers and faults included.
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { child, fail, install, node, root } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'
import { installSfu } from './sfu-program.mjs'

install()
const javascript = node()
installPrograms(
  ...['chromium', 'chromium-headless-shell', 'coturn', 'postgresql', 'redis-server'],
  ...['faketime', 'nftables', 'strace'],
)
if (installSfu() === null)
  fail('there is neither livekit-server nor Go to build it: the tests of larger calls cannot run.')
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)

// Much of a fault is waiting: the faults are tried beside the browsers, and what they say is shown in one piece afterwards. F17, the only
// one with browsers of its own, has its time in `npm run faults`.
const told = join(root, 'build', 'faults.log')
mkdirSync(join(root, 'build'), { recursive: true })
const log = openSync(told, 'w')
const options = ['--but', 'F17', '--no-clock', '--seed', '12']
const faults = child(javascript, ['faults/src/main.ts', ...options], {}, ['ignore', log, log])
const seen = await child('vitest', ['run', '--project', 'e2e']).ended
const held = await faults.ended
closeSync(log)
process.stdout.write(`npm run faults -- ${options.join(' ')}\n${readFileSync(told, 'utf8')}`)
process.exit(seen || held)
