let context: AudioContext | undefined

const gestures = ['pointerdown', 'keydown'] as const

/** The page's one AudioContext. Browsers keep it silent until the person has pressed something once. */
export function audio(): AudioContext {
  if (context) return context
  const made = new AudioContext({ latencyHint: 'interactive' })
  context = made
  const unlock = (): void => {
    void made.resume().then(() => {
      for (const gesture of gestures) window.removeEventListener(gesture, unlock, true)
    })
  }
  for (const gesture of gestures) window.addEventListener(gesture, unlock, { capture: true, passive: true })
  return made
}
