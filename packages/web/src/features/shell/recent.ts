const key = 'parley.recent'
const most = 50

/** Rooms that were open on this device, the latest first. */
export function recentRooms(): readonly string[] {
  return (localStorage.getItem(key) ?? '').split(' ').filter((id) => id !== '')
}

/** Puts a room in front. */
export function rememberRoom(id: string): void {
  localStorage.setItem(key, [id, ...recentRooms().filter((other) => other !== id)].slice(0, most).join(' '))
}
