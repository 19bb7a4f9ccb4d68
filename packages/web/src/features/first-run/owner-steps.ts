import { t } from '../../texts/text.ts'

/** What somebody does on a new server, in order. */
export const ownerSteps = (): readonly string[] => [
  t('firstRun.stepAccount'),
  t('firstRun.stepRecovery'),
  t('firstRun.stepInvite'),
]
