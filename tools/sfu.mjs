// npm run sfu: finds livekit-server or builds it, and says where it lies.
import { fail, say } from './bootstrap.mjs'
import { installSfu, version } from './sfu-program.mjs'

const program = installSfu()
if (program === null) {
  fail(
    `livekit-server ${version} is neither in PATH nor built, and there is no Go to build it: install Go from https://go.dev/dl or put the program into PATH.`,
  )
}
say(`livekit-server ${version}: ${program}`)
