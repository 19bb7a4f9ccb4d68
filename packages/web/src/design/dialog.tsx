import { useState } from 'react'
import type { DialogProps } from './dialog-props.ts'
import { usePopups } from './popups.ts'

/** A window over the page; on a phone a sheet from below. */
export function Dialog(props: DialogProps) {
  const [used, setUsed] = useState(props.open)
  if (props.open && !used) setUsed(true)
  const parts = usePopups(props.open)
  return parts && used ? <parts.DialogPopup {...props} /> : null
}
