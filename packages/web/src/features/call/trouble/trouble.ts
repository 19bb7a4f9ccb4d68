import type { CaptureFailure, CaptureState, Source } from '@parley/client/calls'
import { t } from '../../../texts/text.ts'

/** What is wrong with the devices, in words. */
export interface TroubleWords {
  readonly title: string
  readonly body: string
  /** The browser's own blocking: there are steps against it. */
  readonly isBlocked: boolean
}

const site = (): string => globalThis.location?.host ?? ''

function wordsFor(why: CaptureFailure, source: Source): TroubleWords {
  const isCamera = source === 'camera'
  switch (why) {
    case 'denied':
      return {
        title: t(isCamera ? 'device.cameraBlocked' : 'device.microphoneBlocked'),
        body: t('device.blockedBody', { site: site() }),
        isBlocked: true,
      }
    case 'denied-by-system':
      return {
        title: t(isCamera ? 'device.cameraSystem' : 'device.microphoneSystem'),
        body: t('device.systemBlockedBody'),
        isBlocked: false,
      }
    case 'missing':
      return {
        title: t(isCamera ? 'device.noCameraTitle' : 'device.noMicrophoneTitle'),
        body: t(isCamera ? 'device.noCamera' : 'device.noMicrophone'),
        isBlocked: false,
      }
    case 'busy':
      return {
        title: t(isCamera ? 'device.cameraBusyTitle' : 'device.microphoneBusyTitle'),
        body: t(isCamera ? 'device.cameraBusy' : 'device.microphoneBusy'),
        isBlocked: false,
      }
    case 'insecure':
      return { title: t('device.insecureTitle'), body: t('device.insecure'), isBlocked: false }
  }
}

/** What to say about two devices; null while nothing is wrong. Both blocked is one trouble. */
export function troubleWords(microphone: CaptureState, camera: CaptureState): TroubleWords | null {
  const voice = microphone.kind === 'failed' ? microphone.why : null
  const picture = camera.kind === 'failed' ? camera.why : null
  if (voice === 'denied' && picture === 'denied') {
    return { ...wordsFor('denied', 'camera'), title: t('device.bothBlocked') }
  }
  if (voice !== null) return wordsFor(voice, 'microphone')
  return picture === null ? null : wordsFor(picture, 'camera')
}

/** What still works: `voice` without a picture, or only `listening`. */
export function stillWorks(microphone: CaptureState): 'voice' | 'listening' {
  return microphone.kind === 'failed' ? 'listening' : 'voice'
}
