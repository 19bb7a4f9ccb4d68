import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { noProgram } from '../probe.ts'
import type { Outcome, Size } from './scenario.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sizes = { small: 10, large: 100 }
/** Lines of what went wrong that are handed on. */
const told = 40

/**
 * F17: Chromium with two windows in a sealed talk is killed at moments that hurt, also while its device has no room.
 * What people would see is looked at by a browser journey; this runs it as often as the size wants.
 */
export async function killedBrowser(size: Size): Promise<Outcome> {
  const missing = await noProgram('chromium')
  if (missing !== null) return { findings: [], figures: [], notRun: [missing] }
  const runs = sizes[size]
  const journey = spawn(`${root}node_modules/.bin/vitest`, ['run', '--project', 'e2e', 'browser-kills'], {
    cwd: root,
    env: { ...process.env, PARLEY_BROWSER_RUNS: `${runs}`, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [code]] = await Promise.all([text(journey.stdout), once(journey, 'exit')])
  const says = stripVTControlCharacters(said).trim().split('\n').slice(-told).join('\n    ')
  return {
    findings: code === 0 ? [] : [{ invariant: 'I2', says }],
    figures: [],
    ran: [`${runs} kills of a Chromium with two windows`],
  }
}
