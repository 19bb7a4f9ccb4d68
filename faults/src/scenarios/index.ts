import { badNetworks } from './bad-networks.ts'
import { brokenDisk } from './broken-disk.ts'
import { cluster } from './cluster.ts'
import { fullDisk } from './full-disk.ts'
import { garbage } from './garbage.ts'
import { jumpingClock } from './jumping-clock.ts'
import { killedBrowser } from './killed-browser.ts'
import { killedServer } from './killed-server.ts'
import { powerCut } from './power-cut.ts'
import { restored } from './restored.ts'
import type { Scenario } from './scenario.ts'
import { simulated } from './simulated.ts'
import { slowReaders } from './slow-readers.ts'
import { storm } from './storm.ts'

export type Round = Readonly<Record<string, Scenario>>

export const simulation: Round = { D1: simulated }

/**
 * Every fault that is tried on real processes, under its name in the matrix; several that follow each other under all their names. What
 * stands in one round is tried at the same time: most of it waits, and none of it measures how fast others are served.
 */
export const rounds: readonly Round[] = [
  { 'cluster F1 F4 F5 F6 F8 F15 F16 F18': cluster },
  { F2: killedServer },
  { F7: badNetworks },
  { F9: slowReaders },
  { F10: storm },
  { F14: garbage },
  { F3: powerCut, F11: jumpingClock, F12: fullDisk, F13: brokenDisk, F17: killedBrowser, F19: restored },
]
