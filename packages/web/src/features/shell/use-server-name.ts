import { t } from '../../texts/text.ts'
import { useServerInfo } from '../sign-in/use-server-info.ts'

const key = 'parley.server'

/** What this server is called; known from the last time while it does not answer. */
export function useServerName(): string {
  const info = useServerInfo()
  if (info === undefined) return localStorage.getItem(key) ?? t('common.product')
  localStorage.setItem(key, info.name)
  return info.name
}
