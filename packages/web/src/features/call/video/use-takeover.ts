import { useCallback, useState } from 'react'

interface Part {
  readonly key: number
  readonly track: MediaStreamTrack
  /** Nobody sees or hears it yet. */
  readonly isComing: boolean
}

const keys = new WeakMap<MediaStreamTrack, number>()
let last = 0

/** Ids of tracks come from outside, and two may have the same. */
function keyOf(track: MediaStreamTrack): number {
  const key = keys.get(track) ?? ++last
  keys.set(track, key)
  return key
}

/**
 * A track that takes the place of the one before once there is something of it: what a call goes over to another way with.
 * @param track which one is wanted now
 */
export function useTakeover(track: MediaStreamTrack): { parts: readonly Part[]; isHere: () => void } {
  const [shown, setShown] = useState(track)
  const isHere = useCallback(() => setShown(track), [track])
  const parts = [...new Set([shown, track])].map((one) => ({ key: keyOf(one), track: one, isComing: one !== shown }))
  return { parts, isHere }
}
