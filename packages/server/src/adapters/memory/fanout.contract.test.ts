import { describe } from 'vitest'
import { fanoutContract } from '../../ports/fanout.contract.ts'
import { memoryFanout } from './fanout.ts'

describe('row 111: fan-out in memory keeps the contract of every fan-out', () => {
  fanoutContract(async () => {
    const fanout = memoryFanout()
    return { all: [fanout], [Symbol.asyncDispose]: () => fanout[Symbol.asyncDispose]() }
  })
})
