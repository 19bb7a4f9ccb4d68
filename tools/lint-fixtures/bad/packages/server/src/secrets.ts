// expect: lint/correctness/noUndeclaredDependencies
import { open } from '@parley/e2ee'

export const read = open
