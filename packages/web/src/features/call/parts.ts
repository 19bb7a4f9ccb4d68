/** What the call chunk holds. */
export { CallOverlay } from './call-overlay.tsx'
