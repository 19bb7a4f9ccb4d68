import { confirm } from '../../design/confirm.ts'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useMe } from '../../engine/use-me.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'

/** Signs out on this device, after a question. */
export function useSignOut(): () => Promise<void> {
  const client = useClient()
  const { me } = useMe()
  return async () => {
    const question = {
      title: t('signIn.signOutTitle'),
      body: me.kind === 'guest' ? t('signIn.signOutGuest') : t('signIn.signOutBody'),
      action: t('signIn.signOut'),
      danger: true,
    }
    if (!(await confirm(question))) return
    try {
      const { told } = await client.auth.signOut()
      if (!told) notify({ kind: 'info', text: t('signIn.signedOutHere') })
      navigate({ page: 'sign-in' }, { replace: true })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
  }
}
