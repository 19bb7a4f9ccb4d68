import { type FieldGroup, notKept, of, withAccount } from './field.ts'

export const account: FieldGroup = {
  key: 'account',
  title: 'Your account',
  fields: [
    {
      key: 'account.handle',
      sight: 'reads',
      what: 'Your handle, your name, and whether you are the owner, an account or a guest',
      why: 'You sign in with the handle, and people find and recognise you by both. A plain form of each is kept for searching and against look-alikes.',
      kept: withAccount,
      columns: of('users', 'id handle skeleton name name_key kind created_at'),
    },
    {
      key: 'account.password',
      sight: 'checks',
      what: 'Your password, if you have one, as a one-way hash',
      why: 'To check it when you sign in. It opens no message.',
      kept: 'Until you change it',
      columns: of('users', 'password'),
    },
    {
      key: 'account.typed-password',
      sight: 'reads',
      what: 'The password itself, while you sign in',
      why: 'It travels encrypted to the server and is hashed there.',
      kept: notKept,
      columns: [],
    },
    {
      key: 'account.passkeys',
      sight: 'checks',
      what: 'The public half of each passkey',
      why: 'To check it when you sign in. The secret half stays with you.',
      kept: withAccount,
      columns: of('passkeys', 'id user public_key'),
    },
    {
      key: 'account.passkey-use',
      sight: 'reads',
      what: 'When each passkey was made and last used, how often, and how it is connected',
      why: 'To notice a copied passkey, and to ask for the right one.',
      kept: withAccount,
      columns: of('passkeys', 'counter transports created_at used_at'),
    },
    {
      key: 'account.profile',
      sight: 'sealed',
      what: 'What you say about yourself: pronouns, about you, status and until when it holds',
      why: 'It is encrypted on your device. The people in your private rooms and direct messages get its key from you, sealed with what you write there.',
      kept: 'Until you change or empty it',
      columns: of('sealed_profiles', 'body key'),
    },
    {
      key: 'account.profile-version',
      sight: 'reads',
      what: 'That you say something about yourself, how often you have changed it, and about how long it is',
      why: 'To tell others that there is something new.',
      kept: withAccount,
      columns: of('sealed_profiles', 'user version'),
    },
    {
      key: 'account.choices',
      sight: 'reads',
      what: 'Your choices about privacy',
      why: 'The server has to follow them.',
      kept: withAccount,
      columns: of('users', 'invisible typing receipts reports'),
    },
  ],
}

const invitesKept = 'Until it is withdrawn, or about 30 days after its end'

export const invites: FieldGroup = {
  key: 'invites',
  title: 'Invitations by link',
  fields: [
    {
      key: 'invites.link',
      sight: 'reads',
      what: 'Who made a link, when, for which room, until when, and how often it can be used',
      why: 'To let in whoever holds it, and nobody else.',
      kept: invitesKept,
      columns: of('invites', 'id purpose room created_by created_at expires_at uses_left'),
    },
    {
      key: 'invites.secret',
      sight: 'checks',
      what: 'The secret of a link, as a one-way hash',
      why: 'To check it. A copy of the store opens no door.',
      kept: invitesKept,
      columns: of('invites', 'token'),
    },
  ],
}
