/** What the call chunk holds. @public */
export { CallOverlay } from './call-overlay.tsx'
