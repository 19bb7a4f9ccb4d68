import type { Verification } from '@parley/client'

/** What every step of a verification gets. */
export interface StepProps {
  verification: Verification
  /** Name of the person on the other side. */
  name: string
  onStep: (step: 'accept' | 'compare' | 'confirm' | 'mismatch' | 'cancel') => void
  onClose: () => void
}
