import { describe } from 'vitest'
import { presenceBoardContract } from '../../ports/presence-board.contract.ts'
import { memoryPresenceBoard } from './presence-board.ts'

describe('row 35: presence in memory keeps the contract of every board', () => {
  presenceBoardContract(async () => {
    const board = memoryPresenceBoard()
    return { all: [board], [Symbol.asyncDispose]: () => board[Symbol.asyncDispose]() }
  })
})
