import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { nameOf } from '../names.ts'

type UnsubscribePage = {
  title: string
  noindex: true
  sentence: string
  /** While there is something to end. */
  ask: boolean
  manage: string
}
export const renderUnsubscribe = view<UnsubscribePage>('saved/unsubscribe')

type Behind = { query: string; alive: boolean } | null

export function unsubscribePage({ t, locale }: Reader, behind: Behind): UnsubscribePage {
  const name = behind ? nameOf({ t, locale }, behind.query) : ''
  const alive = behind?.alive ?? false
  return {
    title: t(alive ? 'saved.unsubscribe.title' : 'saved.unsubscribe.done'),
    noindex: true,
    sentence: sentenceOf(),
    ask: alive,
    manage: pathTo(locale, '/saved'),
  }

  function sentenceOf(): string {
    if (!behind) return t('saved.unsubscribe.unknown')
    return t(alive ? 'saved.unsubscribe.ask' : 'saved.unsubscribe.ended', { name })
  }
}
