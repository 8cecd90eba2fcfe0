import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { nameOf } from '../names.ts'

const tokenPath = z.object({ token: z.string().regex(/^[\w-]{22}$/) })

/**
 * The unsubscribe link of every alert. A POST is enough, without cookies and without a redirect, because mail programs send
 * it themselves (RFC 8058, 3.1). A GET changes nothing, because scanners open every link.
 */
export function unsubscribeRoutes({ saved }: Pick<Services, 'saved'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/unsubscribe/:token', anyone, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
    renderUnsubscribe(res, unsubscribePage(res.locals, await saved.alerts.behind(token)))
  })

  router.post('/unsubscribe/:token', anyone, async (req, res) => {
    const { token } = readPath(tokenPath, req.params)
    await saved.alerts.end(token)
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
    renderUnsubscribe(res, unsubscribePage(res.locals, await saved.alerts.behind(token)))
  })

  return router
}

type UnsubscribePage = {
  title: string
  noindex: true
  sentence: string
  /** True while there is something to stop. */
  ask: boolean
  manage: string
}
const renderUnsubscribe = view<UnsubscribePage>('saved/unsubscribe')

type FoundSearch = { query: string; alive: boolean } | null

function unsubscribePage({ t, locale }: Reader, behind: FoundSearch): UnsubscribePage {
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
