/** Copies through a selected field: for pages without HTTPS, and for browsers that refuse the other way. */
function copySelected(text: string): boolean {
  const active = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.cssText = 'position: fixed; inset-block-start: 0; opacity: 0'
  // Beside what has the focus: a dialog keeps the rest of the page from being selected.
  const place = active instanceof HTMLElement && active !== document.body ? active.parentElement : null
  ;(place ?? document.body).append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (active instanceof HTMLElement) active.focus({ preventScroll: true })
  }
}

/** Puts a text on the clipboard; answers whether the browser did it. */
export async function copyText(text: string): Promise<boolean> {
  // Not there at all on a page without HTTPS.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return copySelected(text)
  return await clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  )
}
