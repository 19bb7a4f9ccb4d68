// expect: lint/style/noRestrictedGlobals
export const later = (work: () => void) => setTimeout(work)
