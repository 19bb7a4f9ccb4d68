export { readPlainBody, writePlainBody } from './plain-body.ts'
export { sealingDevice } from './vault/ciphertext.ts'
export { Lanes } from './vault/lanes.ts'
