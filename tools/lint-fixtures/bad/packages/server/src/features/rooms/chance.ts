// expect: Time and chance are ports
export const chance = () => Math.random()
