import { describe } from 'vitest'
import { callBoardContract } from '../../ports/call-board.contract.ts'
import { memoryCallBoard } from './call-board.ts'

describe('calls in memory keep the contract of every board', () => {
  callBoardContract(async () => {
    const board = memoryCallBoard()
    return { a: board, b: board, async [Symbol.asyncDispose]() {} }
  })
})
