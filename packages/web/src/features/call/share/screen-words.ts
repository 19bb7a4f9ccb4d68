import type { ScreenFailure } from '@parley/client/calls'
import { t } from '../../../texts/text.ts'

/** Why a screen is not shared, and what to do. */
export interface ScreenWords {
  readonly title: string
  readonly body: string
}

export function screenWords(why: ScreenFailure): ScreenWords {
  switch (why) {
    case 'unable':
      return { title: t('device.screenUnableTitle'), body: t('device.screenUnable') }
    case 'denied-by-system':
      return { title: t('device.screenSystemTitle'), body: t('device.screenSystem') }
    case 'broken':
      return { title: t('device.screenBrokenTitle'), body: t('device.screenBroken') }
  }
}
