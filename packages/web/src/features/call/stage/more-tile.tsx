import { Avatar } from '../../../design/avatar.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type Spot, spotKey } from '../layout/spot.ts'
import styles from './more-tile.module.css'

/** Faces that show, of however many there are. */
const faces = 3

function Small({ device }: { device: string }) {
  const other = useReadable(useDesk().call.others).find((one) => one.device === device)
  const name = nameOf(usePerson(other?.user ?? ''))
  return <Avatar id={other?.user ?? ''} name={name} size="sm" />
}

/** The last place of a strip: how many more there are, and the way to them. */
export function MoreTile({ hidden }: { hidden: readonly Spot[] }) {
  const { scenery } = useDesk()
  const count = hidden.length
  return (
    <button
      type="button"
      className={styles['more']}
      aria-label={t('call.showMore', { count })}
      onClick={() => scenery.take({ kind: 'turn', by: 1 })}
    >
      <span className={styles['faces']}>
        {hidden.slice(0, faces).map((spot) => (
          <Small key={spotKey(spot)} device={spot.device} />
        ))}
      </span>
      {t('call.moreTiles', { count })}
    </button>
  )
}
