import type { Client } from '@parley/client'
import { lazy, Suspense } from 'react'
import { DesignRoot } from './design/root.tsx'
import { ClientContext } from './engine/client-context.ts'
import { useReadable } from './engine/use-readable.ts'
import { CallLayer } from './features/call/call-layer.tsx'
import { Boundary } from './features/shell/boundary.tsx'
import { EngineFailed } from './features/shell/engine-failed.tsx'
import { Inside } from './features/shell/inside.tsx'
import { Opening } from './features/shell/opening.tsx'
import { SignInPage } from './features/sign-in/sign-in-page.tsx'
import { useRoute } from './route/router.ts'

const firstRun = () => import('./features/first-run/pages.ts')
const OwnerPage = lazy(async () => ({ default: (await firstRun()).OwnerPage }))
const InvitePage = lazy(async () => ({ default: (await firstRun()).InvitePage }))
const RegisterPage = lazy(async () => ({ default: (await firstRun()).RegisterPage }))

function Page({ client }: { client: Client }) {
  const session = useReadable(client.session)
  const route = useRoute()
  if (session.kind === 'restoring') return <Opening />
  if (route.page === 'welcome') return <OwnerPage token={route.token} />
  if (route.page === 'invite') return <InvitePage token={route.token} />
  if (route.page === 'register') return <RegisterPage />
  if (session.kind === 'signed-in') {
    return (
      <>
        <Inside />
        <CallLayer />
      </>
    )
  }
  return <SignInPage reason={session.reason} />
}

/** The whole page. `client` is null where the engine could not start. */
export function App({ client }: { client: Client | null }) {
  return (
    <DesignRoot>
      <Boundary>
        <Suspense fallback={<Opening />}>
          {client === null ? (
            <EngineFailed />
          ) : (
            <ClientContext value={client}>
              <Page client={client} />
            </ClientContext>
          )}
        </Suspense>
      </Boundary>
    </DesignRoot>
  )
}
