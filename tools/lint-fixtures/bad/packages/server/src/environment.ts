// expect: lint/style/noProcessEnv
export const readPort = () => process.env['PARLEY_PORT']
