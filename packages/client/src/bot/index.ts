export { acceptInvitations } from './accept-invitations.ts'
export { type ConnectOptions, connect } from './connect.ts'
