import type { OutputOf } from '@parley/protocol'

/** How a device's media travels in a call, with what it needs to find a path. */
export type Route = OutputOf<'calls.join'>['route']

/** Decides how media travels. It knows who may come in; whether they may is decided before. */
export interface MediaRouter extends AsyncDisposable {
  /** A route for one device of a call. Relay credentials in it end after at most ten minutes; ask again before. */
  admit(seat: { readonly call: string; readonly user: string; readonly device: string }): Promise<Route>
}
