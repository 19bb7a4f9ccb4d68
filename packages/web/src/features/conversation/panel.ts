import { cell, useCell } from '../../design/cell.ts'

const members = cell(false)

/** Whether the members stand beside the messages; kept from room to room. */
export function usePanel(): readonly [boolean, (open: boolean) => void] {
  return [useCell(members), members.set]
}
