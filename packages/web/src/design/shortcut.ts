const macSigns: Record<string, string> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' }

function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')
}

/** Keys as this computer writes them: `Ctrl+K` becomes `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function shortcutLabel(keys: string, mac = onMac()): string {
  const parts = keys.split('+')
  return mac ? parts.map((part) => macSigns[part] ?? part).join('') : parts.join(' ')
}

/** Keys as `aria-keyshortcuts` wants them. */
export function shortcutAria(keys: string, mac = onMac()): string {
  return keys.replace('Ctrl', mac ? 'Meta' : 'Control')
}
