// expect: lint/style/noRestrictedImports
import { systemClock } from '../../adapters/system/clock.ts'

export const opened = () => systemClock().now()
