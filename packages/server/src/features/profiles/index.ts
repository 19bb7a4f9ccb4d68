import type { House } from '../../house.ts'
import { getProfiles } from './get-profiles.ts'
import { putProfile } from './put-profile.ts'

/** What people say about themselves, sealed for those who share a private room with them. */
export const openProfiles = (house: House) => ({
  handlers: { 'profiles.put': putProfile(house), 'profiles.get': getProfiles(house) },
})
