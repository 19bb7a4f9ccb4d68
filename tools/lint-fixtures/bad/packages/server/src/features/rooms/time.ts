// expect: Time and chance are ports
export const now = () => Date.now()
