export { type Shelf, shelf, type UserKeys } from './shelf.ts'
