// expect: lint/suspicious/noImportCycles
import { end } from './cycle-other.ts'

export const start = () => end
