import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { LiveSession } from '#web/access/stored-sessions.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { sessionLines, type SessionLine } from './list.ts'

type SessionsPage = {
  title: string
  breadcrumb: Breadcrumb
  sessions: SessionLine[]
  everywhere: string
}
export const renderSessions = view<SessionsPage>('accounts/sessions')

export function sessionsPage(
  { t, locale }: Reader,
  sessions: readonly LiveSession[],
  current: string | undefined,
): SessionsPage {
  const account = pathTo(locale, '/account')
  return {
    title: t('sessions.title'),
    breadcrumb: [{ label: t('account.settings.title'), href: account }, { label: t('sessions.title') }],
    sessions: sessionLines({ t, locale }, sessions, { base: pathTo(locale, '/account/sessions'), current }),
    everywhere: pathTo(locale, '/account/sign-out-everywhere'),
  }
}
