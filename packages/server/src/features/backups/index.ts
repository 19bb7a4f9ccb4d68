import type { House } from '../../house.ts'
import { createBackup } from './create-backup.ts'
import { currentBackup } from './current-backup.ts'
import { getBackup } from './get-backup.ts'
import { putBackup } from './put-backup.ts'
import { removeBackup } from './remove-backup.ts'

/** Sealed copies of the keys that open somebody's rooms, for their next device. */
export const openBackups = (house: House) => ({
  handlers: {
    'backups.create': createBackup(house),
    'backups.current': currentBackup(house),
    'backups.put': putBackup(house),
    'backups.get': getBackup(house),
    'backups.remove': removeBackup(house),
  },
})
