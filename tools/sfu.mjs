// npm run sfu: finds livekit-server, builds or fetches it, tries a call of two browsers over it, and says where it lies.
import { child, fail, install, say } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'
import { installSfu, version } from './sfu-program.mjs'
import { buildWebClient } from './web-client.mjs'

install()
const program = await installSfu()
if (program === null) {
  fail(
    `livekit-server ${version} is not in PATH, and could neither be built nor fetched: put the program into PATH, or install Go from https://go.dev/dl.`,
  )
}
installPrograms('chromium', 'chromium-headless-shell')
buildWebClient()
const tried = await child('vitest', ['run', '--project', 'e2e', 'call-sfu'], { PARLEY_TEST_SFU: program }).ended
if (tried !== 0) fail(`${program} is there, but a call of two browsers over it failed; why stands above.`)
say(`livekit-server ${version}: ${program}`)
