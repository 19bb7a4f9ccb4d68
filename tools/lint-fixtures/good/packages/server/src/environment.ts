export const readPort = (env: Record<string, string | undefined>) => env['PARLEY_PORT']
