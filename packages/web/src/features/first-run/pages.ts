/** Everything about coming here for the first time: a chunk of its own. */
export { InvitePage } from './invite-page.tsx'
export { OwnerPage } from './owner-page.tsx'
export { RegisterPage } from './register-page.tsx'
