import { ConfirmDialog } from './confirm-dialog.tsx'
import { Toasts } from './toasts.tsx'
import { TooltipLayer } from './tooltip-layer.tsx'

/** What stands once on the page. */
export function Layer() {
  return (
    <>
      <ConfirmDialog />
      <Toasts />
      <TooltipLayer />
    </>
  )
}
