// expect: lint/style/noRestrictedGlobals
export const later = (work: () => void) => setInterval(work)
