import { config } from 'zod'

// Schemas are made faster by code from text, which the policy of this page refuses: do not even try.
config({ jitless: true })
