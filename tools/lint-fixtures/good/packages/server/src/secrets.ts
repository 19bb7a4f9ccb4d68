import { parseFrame } from '@parley/protocol'

export const read = parseFrame
