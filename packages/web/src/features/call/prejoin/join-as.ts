import type { CaptureState } from '@parley/client/calls'

type Media = 'audio' | 'video'

/** How a call begins that was asked for as `media`: with the camera if one was switched on, without if it fails. */
export function joinAs(media: Media, camera: CaptureState): Media {
  if (camera.kind === 'failed') return 'audio'
  return camera.kind === 'off' ? media : 'video'
}
