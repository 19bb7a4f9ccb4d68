async function save(): Promise<void> {}

export async function leave(): Promise<void> {
  await save()
}
