export const readPort = () => process.env['PARLEY_PORT']
