import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import { useSpotlight } from '../people/use-spotlight.ts'
import { useIsSpeaking } from '../speaking/use-is-speaking.ts'
import { Video } from '../video/video.tsx'
import { Face } from './face.tsx'
import { Tile } from './tile.tsx'
import { faceSizes, type TilePlace } from './tile-place.ts'

/** Oneself among the others, as a mirror. */
export function SelfTile({ device, place }: { device: string; place: TilePlace }) {
  const { local } = useDesk()
  const { user, name } = useMyself()
  const { camera, microphone, screen } = useReadable(local.sent)
  const muted = useReadable(local.muted)
  const isSpeaking = useIsSpeaking(device)
  return (
    <Tile
      device={device}
      name={t('call.you')}
      place={place}
      picture={camera && <Video track={camera} mirrored label={t('call.selfPicture')} />}
      isFilming={camera !== null}
      isHeard={!muted && microphone !== null}
      showsLevel={isSpeaking}
      isSharing={screen !== null}
      isLit={useSpotlight() === user}
      isThere
    >
      <Face id={user} name={name} size={faceSizes[place]} words={t('preJoin.cameraOff')} />
    </Tile>
  )
}
