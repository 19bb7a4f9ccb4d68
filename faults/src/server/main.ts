// The server as it is, or with a defect that the environment names (PLANT).
import { environment, readConfig, start } from '@parley/server'
import { type Plant, plants } from './plants.ts'

const config = readConfig(environment, process.argv.slice(2))
const plant = process.env['PLANT'] as Plant | undefined
const running = await start(
  { ...config, web: null },
  {
    died(error) {
      process.stderr.write(`the server dies: ${error.message}\n`)
      process.exit(1)
    },
    ...(plant ? { dress: plants[plant] } : {}),
  },
)
process.stdout.write(`${JSON.stringify({ url: running.url, ownerLink: running.ownerLink })}\n`)
// Whoever began it is gone, perhaps without a word: nobody would end it later.
process.stdin.resume().once('close', () => process.exit(0))
process.once('SIGTERM', () => void running[Symbol.asyncDispose]().then(() => process.exit(0)))
