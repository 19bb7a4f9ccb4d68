export { readPlainBody, writePlainBody } from './plain-body.ts'
export { Lanes } from './vault/lanes.ts'
