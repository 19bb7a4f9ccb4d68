/** As a `ref`: gives the focus to an element that takes the place of what had it. */
export function focusHere(element: HTMLElement | null): void {
  element?.focus()
}
