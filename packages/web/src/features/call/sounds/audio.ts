let context: AudioContext | undefined

/** Presses that let a page make sound: with a finger it is the lifting that counts. */
const gestures = ['pointerdown', 'pointerup', 'keydown'] as const

/** The page's one AudioContext. Browsers keep it silent until the person has pressed something once. */
export function audio(): AudioContext {
  context ??= new AudioContext({ latencyHint: 'interactive' })
  return context
}

/** Makes it and wakes it at the first press: Safari keeps silent what was made later. The answer ends that. */
export function wakeAtGesture(): () => void {
  const stop = (): void => {
    for (const gesture of gestures) window.removeEventListener(gesture, wake, true)
  }
  const resume = (): void => void audio().resume().then(stop, stop)
  // Not in the press itself: what it does must not wait for the sound of the computer.
  const wake = (): void => void setTimeout(resume)
  for (const gesture of gestures) window.addEventListener(gesture, wake, { capture: true, passive: true })
  return stop
}

/** Calls back once, as soon as sound can be heard; never after the signal. */
export function whenAudible(then: () => void, signal: AbortSignal): void {
  const sounding = audio()
  const end = new AbortController()
  const look = (): void => {
    if (sounding.state !== 'running' || end.signal.aborted) return
    end.abort()
    then()
  }
  sounding.addEventListener('statechange', look, { signal: AbortSignal.any([signal, end.signal]) })
  look()
}
