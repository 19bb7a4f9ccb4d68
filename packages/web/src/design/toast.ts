import type { Notice } from './notice.ts'
import { loadPopups } from './popups.ts'

/** Shows a notice at the edge of the page. */
export function notify(notice: Notice): void {
  loadPopups().then(
    (parts) => parts.addToast(notice),
    () => undefined,
  )
}
