import { type FieldGroup, notSent, of, withAccount } from './field.ts'

const withDevice = 'As long as the device is signed in'

export const keys: FieldGroup = {
  key: 'keys',
  title: 'Keys and backup',
  fields: [
    {
      key: 'keys.devices',
      sight: 'reads',
      what: 'The public keys of your devices, and which of them were handed out',
      why: 'Others encrypt for your devices with them. They open nothing.',
      kept: withDevice,
      columns: [
        ...of('device_keys', 'device user keys'),
        ...of('one_time_keys', 'n device id key claimed'),
        ...of('fallback_keys', 'device id key used'),
      ],
    },
    {
      key: 'keys.identity',
      sight: 'reads',
      what: 'The public keys that stand for you, when they changed, and whose keys you have confirmed',
      why: 'So that people notice when somebody else takes your place.',
      kept: withAccount,
      columns: [
        ...of('identities', 'user master self_signing user_signing'),
        ...of('signatures', 'signer user target key signature'),
        ...of('key_changes', 'user n'),
      ],
    },
    {
      key: 'keys.backup-list',
      sight: 'reads',
      what: 'That you have a backup of keys, and for which rooms, by their numbers',
      why: 'To give a new device what it asks for.',
      kept: 'Until you begin anew',
      columns: [
        ...of('backups', 'n user algorithm auth count etag'),
        ...of('backup_sessions', 'backup room session first forwarded verified'),
      ],
    },
    {
      key: 'keys.backup',
      sight: 'sealed',
      what: 'The keys in that backup',
      why: 'Only your recovery key and your own devices open it.',
      kept: 'Until you begin anew',
      columns: of('backup_sessions', 'data'),
    },
    {
      key: 'keys.secret-names',
      sight: 'reads',
      what: 'That you have a recovery key, which passkeys open your messages, and in how many rooms you are',
      why: 'Each encrypted secret is kept under a name.',
      kept: withAccount,
      columns: of('secrets', 'user name'),
    },
    {
      key: 'keys.secrets',
      sight: 'sealed',
      what: 'What your recovery key and passkeys open, and what your devices keep for each other',
      why: 'It is encrypted before it leaves your device.',
      kept: withAccount,
      columns: of('secrets', 'body'),
    },
    {
      key: 'keys.recovery',
      sight: 'never',
      what: 'Your recovery key, what your passkeys derive to open your messages, and the secret keys of your devices',
      why: 'They never leave your devices unencrypted.',
      kept: notSent,
      columns: [],
    },
  ],
}
