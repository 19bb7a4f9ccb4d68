// npm run sfu: finds livekit-server or builds it, tries a call of two browsers over it, and says where it lies.
import { child, fail, install, say } from './bootstrap.mjs'
import { installPrograms } from './programs.mjs'
import { installSfu, version } from './sfu-program.mjs'
import { buildWebClient } from './web-client.mjs'

install()
const program = installSfu()
if (program === null) {
  fail(
    `livekit-server ${version} is neither in PATH nor built, and there is no Go to build it: install Go from https://go.dev/dl or put the program into PATH.`,
  )
}
installPrograms('chromium', 'chromium-headless-shell')
buildWebClient()
const tried = await child('vitest', ['run', '--project', 'e2e', 'call-sfu'], { PARLEY_TEST_SFU: program }).ended
if (tried !== 0) fail(`${program} is there, but a call of two browsers over it failed; why stands above.`)
say(`livekit-server ${version}: ${program}`)
