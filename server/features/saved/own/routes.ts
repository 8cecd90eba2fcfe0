import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, anyone, signedIn } from '#web/access/access.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import { ownPath } from '#web/access/own-path.ts'
import { renderCards } from '#features/catalogue/card.ts'
import { filterOf } from '#features/catalogue/search-address.ts'
import { keyOf } from '../rules.ts'
import { alertForm, favouriteForm, keyPath, savedQuery, searchForm, viewedQuery, type SavedDone } from './input.ts'
import { savedListsFor } from './saved-lists.ts'
import { noVacancies } from '#shared/vacancies.ts'
import { renderSaved, renderViewed, savedPage, viewedPage } from './page.ts'

type Needed = Pick<Services, 'saved' | 'catalogue'>

/** Favourites and saved searches for everyone: in a cookie before signing in, in the account afterwards. */
export function savedRoutes({ saved, catalogue }: Needed): Router {
  const router = Router({ caseSensitive: true })

  router.get('/saved', anyone, async (req, res) => {
    await show(req, res, { done: savedQuery.parse(req.query).done })
  })

  // A refused form is shown at these addresses, so a GET of them (after going back, or changing the language) leads to the
  // page.
  for (const path of ['/saved/premises', '/saved/searches', '/saved/searches/:key']) {
    router.get(path, anyone, (req, res) => {
      if (path.includes(':')) readPath(keyPath, req.params)
      res.redirect(303, pathTo(res.locals.locale, '/saved'))
    })
  }

  router.get('/saved/viewed', anyone, async (req, res) => {
    const { code: codes } = viewedQuery.parse(req.query)
    const found = await catalogue.placed([...new Set(codes)])
    const { favourites } = await savedListsFor(req, res, saved).list()
    renderViewed(res, viewedPage(res.locals, await renderCards(res.locals, found, catalogue, new Set(favourites))))
  })

  router.post('/saved/premises', anyone, async (req, res) => {
    const form = readForm(favouriteForm, req.body)
    if (!form.ok) {
      await show(req, res, { refusal: 'saved.refused.premises' }, 422)
      return
    }
    const keeper = savedListsFor(req, res, saved)
    const { code: codes, do: does } = form.value
    if (does === 'remove') await keeper.removeFavourites(codes)
    else {
      const shown = await catalogue.placed(codes)
      if (shown.length < codes.length) throw notFound('premises.not-found')
      const verdict = await keeper.addFavourites(codes)
      if (!verdict.ok) {
        await show(req, res, { refusal: 'saved.refused.favourites' }, 409)
        return
      }
    }
    res.redirect(303, pageBefore(req) ?? pathTo(res.locals.locale, '/saved'))
  })

  router.post('/saved/searches', anyone, async (req, res) => {
    const form = readForm(searchForm, req.body)
    if (!form.ok) {
      await show(req, res, { refusal: 'saved.refused.search' }, 422)
      return
    }
    const verdict = await savedListsFor(req, res, saved).addSearch(form.value.search)
    if (!verdict.ok) {
      await show(req, res, { refusal: 'saved.refused.searches' }, 409)
      return
    }
    res.redirect(303, pathAfter(res, verdict.daily ? 'search-daily' : 'search', keyOf(form.value.search)))
  })

  router.post('/saved/searches/:key', signedIn, async (req, res) => {
    const { key } = readPath(keyPath, req.params)
    const form = readForm(alertForm, req.body)
    if (!form.ok) {
      await show(req, res, { refusal: 'saved.refused.alert' }, 422)
      return
    }
    const { alert } = form.value
    const verdict = await saved.searches.setAlert(accountOf(res), key, alert)
    if (verdict.ok) res.redirect(303, pathAfter(res, alert === 'none' ? 'ended' : 'alert', key))
    else if (verdict.reason === 'gone') throw notFound()
    else await show(req, res, { refusal: 'saved.refused.unverified' }, 403)
  })

  router.post('/saved/searches/:key/remove', anyone, async (req, res) => {
    const { key } = readPath(keyPath, req.params)
    await savedListsFor(req, res, saved).removeSearch(key)
    res.redirect(303, pathAfter(res, 'removed'))
  })

  type ActionMessages = { done?: SavedDone | undefined; refusal?: MessageKey }

  async function show(req: Request, res: Response, messages: ActionMessages, status = 200): Promise<void> {
    const { favourites, searches } = await savedListsFor(req, res, saved).list()
    const found = await catalogue.placed(favourites)
    const vacancies = await Promise.all(
      searches.map(async ({ query }) => {
        const filter = { ...filterOf(query), status: ['available' as const] }
        return (await catalogue.search({ filter, sort: 'new', page: 1 })).counts.vacancies
      }),
    )
    const page = savedPage(res.locals, {
      cards: await renderCards(res.locals, found, catalogue, new Set(favourites)),
      gone: favourites.filter(code => !found.some(one => one.code === code)),
      searches: searches.map((search, index) => ({ ...search, vacancies: vacancies[index] ?? noVacancies() })),
      account: res.locals.account,
      ...messages,
    })
    renderSaved(res, page, status)
  }

  return router
}

/**
 * Returns the page with the button that was pressed, from the `Referer` of the same site, of which only the path is used.
 * Null for the pages of saved items, whose address may name the previous action.
 */
function pageBefore(req: Request): string | null {
  const from = req.get('referer') ?? ''
  if (!URL.canParse(from)) return null
  const { pathname, search } = new URL(from)
  return /^\/\w+\/saved(\/|$)/.test(pathname) ? null : ownPath(pathname + search)
}

const pathAfter = (res: Response, done: SavedDone, key?: string): string =>
  `${pathTo(res.locals.locale, '/saved')}?done=${done}${key ? `#${key}` : ''}`
