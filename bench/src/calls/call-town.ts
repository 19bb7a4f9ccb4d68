import { openTown, type Town } from '@parley/e2e/town'

/** A camera as others have: where a picture stands still for half a second, that is to be seen. */
const flags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=20']

/** A server, a browser whose camera and microphone are not real, and an owner who does nothing else. `more`: flags of the browser. */
export async function openCallTown(
  settings: Readonly<Record<string, string>> = {},
  more: readonly string[] = [],
): Promise<Town> {
  const town = await openTown(settings, [...flags, ...more])
  await town.person('Owner')
  return town
}
