/** Parts of the page that F6 goes round, in this order. */
const regions = [
  '[data-region="rail"]',
  '[data-region="list"]',
  '[role="log"]',
  '[data-composer]',
  'main aside',
  '[data-region="call"]',
  'main',
  '[data-region="notices"]:has([role="dialog"], [role="alertdialog"])',
]

/** What takes the focus, but for the edges that send it back where it came from. Disabled buttons have a tabindex, too. */
const focusable =
  ':is(a[href], button, input, textarea, [tabindex]:not([tabindex="-1"])):not(:disabled, [data-base-ui-focus-guard])'

const isShown = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true })

/** Puts the focus into a region: on itself where it takes it, else on what stands in it first or is chosen in it. */
function enter(region: HTMLElement): void {
  if (region.matches(focusable)) {
    region.focus()
    return
  }
  const inside = [...region.querySelectorAll<HTMLElement>(focusable)].filter(isShown)
  const current = inside.find((element) => element.hasAttribute('aria-current') && element.matches('[data-room]'))
  const target = current ?? inside[0]
  if (target === undefined) region.tabIndex = -1
  ;(target ?? region).focus()
}

/** Moves the focus to the next region of the page, or the one before. */
export function moveRegion(step: 1 | -1): void {
  const found = regions
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .filter((element) => element !== null && isShown(element)) as HTMLElement[]
  // The main region stands for views that have none of its parts.
  const hasParts = found.some((element) => element.parentElement?.closest('main'))
  const shown = hasParts ? found.filter((element) => !element.matches('main')) : found
  const here = shown.findLastIndex((element) => element.contains(document.activeElement))
  const next = shown[(here + step + shown.length) % shown.length]
  if (next !== undefined) enter(next)
}
