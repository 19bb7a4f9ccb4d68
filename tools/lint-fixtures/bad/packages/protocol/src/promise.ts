// expect: lint/nursery/noFloatingPromises
// expect: typescript(no-floating-promises)
async function save(): Promise<void> {}

export function leave(): void {
  save()
}
