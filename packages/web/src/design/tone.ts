import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'

/** How serious something is. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad'

/** The drawing that goes with a tone, so that colour is never alone. */
export const toneIcons: Record<Tone, LucideIcon> = {
  neutral: Info,
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
}
