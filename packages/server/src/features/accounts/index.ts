import { changePassword } from './change-password.ts'
import { checkAdmission } from './check-admission.ts'
import { checkHandle } from './check-handle.ts'
import type { FrontDesk } from './front-desk.ts'
import { getUsers } from './get-users.ts'
import { importAccount } from './import-account.ts'
import { listPasskeys } from './list-passkeys.ts'
import { me } from './me.ts'
import { passkeyAddBegin } from './passkey-add-begin.ts'
import { passkeyAddFinish } from './passkey-add-finish.ts'
import { passkeyRegisterBegin } from './passkey-register-begin.ts'
import { passkeyRegisterFinish } from './passkey-register-finish.ts'
import { register } from './register.ts'
import { registerGuest } from './register-guest.ts'
import { removePasskey } from './remove-passkey.ts'
import { searchUsers } from './search-users.ts'
import { serverInfo } from './server-info.ts'
import { serverSettings } from './server-settings.ts'
import { setSettings } from './set-settings.ts'
import { updateMe } from './update-me.ts'

/** Accounts, their passkeys and settings, and the server as its visitors see it. */
export const openAccounts = (desk: FrontDesk) => ({
  handlers: {
    'server.info': serverInfo(desk),
    'server.settings': serverSettings(desk),
    'accounts.check-handle': checkHandle(desk),
    'accounts.check-admission': checkAdmission(desk),
    'accounts.register': register(desk),
    'accounts.register-guest': registerGuest(desk),
    'accounts.change-password': changePassword(desk),
    'accounts.import': importAccount(desk),
    'passkeys.register-begin': passkeyRegisterBegin(desk),
    'passkeys.register-finish': passkeyRegisterFinish(desk),
    'passkeys.add-begin': passkeyAddBegin(desk),
    'passkeys.add-finish': passkeyAddFinish(desk),
    'passkeys.list': listPasskeys(desk),
    'passkeys.remove': removePasskey(desk),
    'users.me': me(desk),
    'users.update': updateMe(desk),
    'users.settings': setSettings(desk),
    'users.get': getUsers(desk),
    'users.search': searchUsers(desk),
  },
})
