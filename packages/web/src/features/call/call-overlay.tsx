import { isRunning, type Running } from '@parley/client/calls'
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useCell } from '../../design/cell.ts'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { ChatPanel } from './chat/chat-panel.tsx'
import { deskOf } from './desk/desk.ts'
import { DeskContext, useDesk } from './desk/desk-context.ts'
import { useAftermath } from './desk/use-aftermath.ts'
import { useDeviceNews } from './desk/use-device-news.ts'
import { useMediaKeys } from './desk/use-media-keys.ts'
import { usePeer } from './desk/use-peer.ts'
import { useSilenced } from './desk/use-silenced.ts'
import { useWakeLock } from './desk/use-wake-lock.ts'
import { MiniPlayer } from './mini/mini-player.tsx'
import { Beyond } from './prejoin/beyond.tsx'
import { isBeyond } from './prejoin/is-beyond.ts'
import { PreJoin } from './prejoin/pre-join.tsx'
import { Elsewhere } from './ring/elsewhere.tsx'
import { Rings } from './ring/rings.tsx'
import { RunningCall } from './stage/running-call.tsx'
import { Stage } from './stage/stage.tsx'
import { useCover } from './use-cover.ts'
import { VoiceCard } from './voice/voice-card.tsx'
import { voiceSlot } from './voice/voice-slot.ts'
import { wish } from './wish.ts'

/** The call over the whole page, perhaps with the messages of its room beside it. */
function Large({ state }: { state: Running }) {
  const isChatOpen = useCell(useDesk().isChatOpen)
  return (
    <>
      <Stage state={state} />
      {isChatOpen && <ChatPanel state={state} />}
    </>
  )
}

/** A small window over the rooms; a voice channel stands in their list, while that is on the page. */
function Small({ state }: { state: Running }) {
  const { isVoice } = usePeer(state.room)
  const slot = useCell(voiceSlot)
  if (isVoice && slot !== null) return createPortal(<VoiceCard state={state} />, slot)
  return <MiniPlayer state={state} />
}

function Call() {
  const desk = useDesk()
  const state = useReadable(desk.call.state)
  const isSmall = useCell(desk.isSmall)
  const calls = useReadable(desk.client.calls)
  const running = isRunning(state)
  useAftermath()
  useDeviceNews()
  useSilenced()
  useMediaKeys(running)
  useWakeLock(running)
  useCover(state.kind === 'asking' || (running && !isSmall))
  if (state.kind === 'asking') {
    return isBeyond(calls, state.room) ? (
      <Beyond room={state.room} />
    ) : (
      <PreJoin room={state.room} media={state.media} />
    )
  }
  if (!running) return <Elsewhere />
  return <RunningCall state={state}>{isSmall ? <Small state={state} /> : <Large state={state} />}</RunningCall>
}

/** Calls over the page: what rings, what is got ready, and what runs. @public */
export function CallOverlay() {
  const desk = deskOf(useClient())
  const wanted = useCell(wish)
  useEffect(() => {
    if (wanted === null) return
    wish.set(null)
    if (wanted.isAtOnce) desk.enter(wanted.room)
    else desk.ask(wanted.room, wanted.media)
  }, [wanted, desk])
  return createPortal(
    <DeskContext value={desk}>
      <Call />
      <Rings />
    </DeskContext>,
    document.body,
  )
}
