import { Tooltip } from '@base-ui/react/tooltip'
import { Kbd } from '../kbd.tsx'
import { useTipTarget } from './tip-target.ts'
import styles from './tooltip-layer.module.css'

/** The page's one tooltip. */
export function TooltipLayer() {
  const { target, open } = useTipTarget()
  return (
    <Tooltip.Root open={open} disableHoverablePopup>
      <Tooltip.Portal>
        <Tooltip.Positioner
          className={styles['positioner']}
          anchor={target?.element ?? null}
          sideOffset={6}
          collisionPadding={8}
        >
          <Tooltip.Popup className={styles['tooltip']} aria-hidden>
            <span>{target?.text}</span>
            {target?.keys !== undefined && <Kbd keys={target.keys} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
