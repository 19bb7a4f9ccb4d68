import { config } from 'zod'
import { measure } from '../measure.ts'

config({ jitless: true })
try {
  postMessage({ figures: await measure({ hasStore: true }) })
} catch (error) {
  postMessage({ failed: String(error) })
}
