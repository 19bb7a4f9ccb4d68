import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useArrangement } from '../layout/use-arrangement.ts'

/** Whether somebody's picture makes way for their voice, since this computer is busy. Screens and the foremost one stay. */
export function useIsSpared(device: string): boolean {
  const sparing = useReadable(useDesk().guard.sparing)
  const { foremost } = useArrangement()
  return sparing === 'most-pictures' && (foremost?.kind !== 'person' || foremost.device !== device)
}
