/** Puts the focus where one writes, in the same conversation as an element. */
export function toComposer(from: Element): void {
  from.closest('section')?.querySelector<HTMLElement>('[data-composer]')?.focus()
}
