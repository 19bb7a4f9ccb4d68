export { readSealed } from '../vault/ciphertext.ts'
export { type Shelf, shelf, type UserKeys } from './shelf.ts'
