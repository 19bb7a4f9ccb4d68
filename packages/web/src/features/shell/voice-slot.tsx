import { useEffect, useRef } from 'react'
import { voiceSlot } from '../call/voice/voice-slot.ts'

/** The place of the voice channel that one is in, as long as it is to be seen: phones show one pane at a time. */
export function VoiceSlot() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const slot = element.current
    if (!slot) return
    const seen = new ResizeObserver(() => voiceSlot.set(slot.clientWidth > 0 ? slot : null))
    seen.observe(slot)
    return () => {
      seen.disconnect()
      voiceSlot.set(null)
    }
  }, [])
  return <div ref={element} />
}
