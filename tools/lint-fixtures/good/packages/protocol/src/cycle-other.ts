export const end = 'end'
