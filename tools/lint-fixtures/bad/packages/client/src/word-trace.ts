// expect: No traces
export const trace = (): void => void performance.mark('offer')
