// npm run doctor: whether a server can stand on what its settings name. Ends with 1 if not.
import { ConfigError, environment, readConfig } from './config.ts'
import { lineOf } from './doctor/finding.ts'
import { examine } from './doctor.ts'

try {
  const findings = await examine(readConfig(environment, process.argv.slice(2)))
  for (const finding of findings) process.stdout.write(`${lineOf(finding)}\n`)
  process.exitCode = findings.some(({ state }) => state === 'broken') ? 1 : 0
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`parley: ${error.message}\n`)
  process.exitCode = 1
}
