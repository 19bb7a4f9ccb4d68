import { usePopups } from './popups.ts'

/** Where the page's one tooltip, its toasts and its questions appear. Stands once, at the end of the page. */
export function PopupLayer() {
  const parts = usePopups(false)
  return parts === undefined ? null : <parts.Layer />
}
