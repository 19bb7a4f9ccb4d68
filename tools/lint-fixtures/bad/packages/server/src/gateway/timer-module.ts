// expect: lint/style/noRestrictedImports
import { setTimeout } from 'node:timers/promises'

export const later = () => setTimeout(1_000)
