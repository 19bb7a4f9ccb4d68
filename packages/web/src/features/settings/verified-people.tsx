import { Avatar } from '../../design/avatar.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { PersonTrustBadge, VerifyPerson } from '../verification/person-trust.tsx'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part } from './page-frame.tsx'

function Person({ id }: { id: string }) {
  const person = usePerson(id)
  const name = nameOf(person)
  const handle = person?.handle ?? null
  return (
    <Line icon={<Avatar id={id} name={name} size="sm" />} deed={<VerifyPerson id={id} name={name} />}>
      <LineWords title={name} about={handle === null ? undefined : `@${handle}`} badge={<PersonTrustBadge id={id} />} />
    </Line>
  )
}

/** With whom one has compared pictures or a code; whose keys are new since then comes first. */
export function VerifiedPeople() {
  const { people } = useReadable(useClient().trust)
  const ids = [...people.keys()].toSorted(
    (a, b) => Number(people.get(b) === 'changed') - Number(people.get(a) === 'changed') || (a < b ? -1 : 1),
  )
  return (
    <Part title={t('sessions.verifiedPeople')}>
      <Lines>
        {ids.map((id) => (
          <Person key={id} id={id} />
        ))}
        {ids.length === 0 && (
          <Line>
            <LineWords title={t('sessions.verifiedNobody')} about={t('sessions.verifiedHow')} />
          </Line>
        )}
      </Lines>
    </Part>
  )
}
