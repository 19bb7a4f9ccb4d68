// expect: Time and chance are ports
export const today = () => new Date()
