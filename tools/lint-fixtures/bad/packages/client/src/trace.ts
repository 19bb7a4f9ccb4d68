// expect: No traces
export const trace = (step: string): void => void performance.mark(`K ${step}`)
