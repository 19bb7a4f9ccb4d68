export { readPlainBody, writePlainBody } from './plain-body.ts'
