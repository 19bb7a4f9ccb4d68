// Loaded into the measured server before its own code.
process.on('SIGUSR2', () => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
})
