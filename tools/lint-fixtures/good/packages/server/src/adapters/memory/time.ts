export const now = () => Date.now()
export const later = (work: () => void) => setTimeout(work, 1_000)
export const chance = () => Math.random()
