import type { Trust, Verification } from '@parley/e2ee/vault'
import type { CallInfo, CommandName, Content, InputOf, Mark, Profile, ProfileFields } from '@parley/protocol'
import type {
  DeviceSignal,
  IncomingMessage,
  JumpTarget,
  MarkCounts,
  MembersState,
  NewRoom,
  RoomChange,
  RoomItem,
  Ruling,
  Stop,
} from './client.ts'
import type { Card } from './profiles/fields.ts'
import type { MyProfile } from './profiles/own-profile.ts'
import type { Readable } from './readable.ts'
import type { KeyringState } from './sealing/keyring-state.ts'
import type { PasskeyTouch } from './sealing/passkey-touch.ts'
import type { VerificationStep } from './sealing/verifying.ts'
import type { ConnectionState, SessionState } from './states.ts'
import type { Timeline } from './timeline/timeline.ts'

/** What can be watched: of the whole device, and room by room. */
export interface Topics {
  readonly session: SessionState
  readonly connection: ConnectionState
  readonly rooms: readonly RoomItem[]
  readonly people: ReadonlyMap<string, Profile>
  readonly cards: ReadonlyMap<string, Card>
  readonly myProfile: MyProfile
  readonly presence: ReadonlyMap<string, 'online' | 'away'>
  readonly calls: readonly CallInfo[]
  readonly keyring: KeyringState
  readonly verifications: readonly Verification[]
  readonly trust: Trust
  readonly timeline: Timeline
  readonly typing: readonly string[]
  readonly marks: readonly Mark[]
  readonly markCounts: MarkCounts | null
  readonly members: MembersState
  readonly draft: string
}
export type TopicName = keyof Topics

/** The ways to get a session, by the command that does it. */
export type SignInCommand =
  | 'accounts.register'
  | 'accounts.register-guest'
  | 'sessions.sign-in'
  | 'passkeys.register-finish'
  | 'passkeys.sign-in-finish'

/** What can be done, as values: it may have to cross from a window to the engine, and may be repeated there. */
export type Deed =
  | { readonly do: 'call'; readonly name: CommandName; readonly input: unknown }
  | { readonly do: 'sign-in'; readonly name: SignInCommand; readonly input: object }
  | { readonly do: 'sign-out' | 'refresh' | 'reconnect' }
  | { readonly do: 'open' | 'close' | 'before' | 'after' | 'more-members'; readonly room: string }
  | { readonly do: 'jump'; readonly room: string; readonly target: JumpTarget }
  | { readonly do: 'post'; readonly room: string; readonly id: string; readonly content: Content }
  | { readonly do: 'make-recovery-key' | 'start-over' }
  | { readonly do: 'recover'; readonly key: string }
  | ({ readonly do: 'take-passkey' } & PasskeyTouch)
  | { readonly do: 'verify-own'; readonly device: string | null }
  | { readonly do: 'verify-person' | 'accept-change'; readonly user: string }
  | { readonly do: 'verification-step'; readonly id: string; readonly step: VerificationStep }
  | { readonly do: 'scan-code'; readonly id: string; readonly code: Uint8Array }
  | { readonly do: 'set-profile'; readonly fields: ProfileFields }
  | { readonly do: 'changed-identities'; readonly room: string }
  | {
      readonly do: 'signal'
      readonly room: string
      readonly call: string
      readonly device: string
      readonly body: string
    }
  | { readonly do: 'call-code'; readonly call: string }
  | { readonly do: 'create'; readonly room: NewRoom; readonly id: string }
  | { readonly do: 'make-invite'; readonly wish: InputOf<'invites.create'> }
  | { readonly do: 'withdraw-invite'; readonly invite: string; readonly room: string | null }
  | { readonly do: 'direct'; readonly users: readonly string[]; readonly id: string }
  | { readonly do: 'change'; readonly room: string; readonly change: RoomChange }
  | { readonly do: 'retry' | 'discard'; readonly id: string }
  | { readonly do: 'read'; readonly room: string; readonly seq: number }
  | { readonly do: 'typing'; readonly room: string; readonly isTyping: boolean }
  | { readonly do: 'draft'; readonly room: string; readonly text: string }

/** The engine as one window sees it, in process or through a channel. */
export interface Backend {
  /** @param room empty for what is about the whole device */
  readable<N extends TopicName>(topic: N, room: string): Readable<Topics[N]>
  /** Rejects with a `ParleyError`. */
  run(deed: Deed): Promise<unknown>
  onSignal(listener: (signal: DeviceSignal) => void | Promise<void>): Stop
  onMessage(listener: (message: IncomingMessage) => void | Promise<void>): Stop
  onRuling(listener: (ruling: Ruling) => void): Stop
  newId(): string
  close(): Promise<void>
}
