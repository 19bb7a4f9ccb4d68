import { type FieldGroup, of } from './field.ts'

const sessionKept = 'Until you sign out, 30 days without use, or 180 days; deleted 30 days after that'

export const devices: FieldGroup = {
  key: 'devices',
  title: 'Your devices',
  fields: [
    {
      key: 'devices.session',
      sight: 'reads',
      what: 'Which devices are signed in, the name of each, such as a browser on a system, and when it came and was last here',
      why: 'To deliver to each of them, and so that you can see and remove them.',
      kept: sessionKept,
      columns: of('sessions', 'device user name created_at seen_at rotated_at revoked_at'),
    },
    {
      key: 'devices.refresh',
      sight: 'checks',
      what: 'What keeps a device signed in, as a one-way hash',
      why: 'To check it, and to notice a stolen copy.',
      kept: sessionKept,
      columns: of('sessions', 'generation refresh refresh_before keepsake'),
    },
    {
      key: 'devices.inbox',
      sight: 'reads',
      what: 'From which device to which device something was sent, when, of which kind, and about how big it is',
      why: 'To deliver it in order. Devices exchange keys this way.',
      kept: 'Until the device has fetched it, or is signed out',
      columns: ['sessions.inbox_seq', ...of('inbox', 'device seq kind from_user from_device call at')],
    },
    {
      key: 'devices.inbox-body',
      sight: 'sealed',
      what: 'What devices tell each other: keys, and who is in a room',
      why: 'It is encrypted for that one device.',
      kept: 'Until the device has fetched it, or is signed out',
      columns: of('inbox', 'body'),
    },
  ],
}
