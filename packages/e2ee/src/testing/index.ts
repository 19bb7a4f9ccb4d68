export { readSealed } from '../vault/ciphertext.ts'
export { type FullKeys, fullKeys } from './full-keys.ts'
export { type Shelf, shelf, type UserKeys } from './shelf.ts'
