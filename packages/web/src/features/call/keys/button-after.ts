/** Where a key leads in a row of so many buttons, of which one has the focus; null: nowhere. */
export function buttonAfter(key: string, at: number, count: number, isRightToLeft: boolean): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return (at + ((key === 'ArrowRight') === isRightToLeft ? -1 : 1) + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
