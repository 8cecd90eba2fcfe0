import { Router, type Response } from 'express'
import type { MessageKey } from '../../../../shared/i18n.ts'
import { accountOf, staff } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { readForm, readPath } from '../../../../web/forms.ts'
import type { Premises } from '../../../../../models/premises.ts'
import { changedListing } from '../../fields/listing-fields.ts'
import { valuesOf } from '../../fields/values.ts'
import type { ListingsService } from '../../listings-service.ts'
import { changedValues } from '../../recording.ts'
import type { VersionsService } from '../../versions-service.ts'
import { premisesPath } from '../input.ts'
import { restoreForm, versionPath, versionsSearch } from './input.ts'
import { renderVersion, renderVersions, versionPage, versionsPage } from './page.ts'

type Parts = { listings: ListingsService; versions: VersionsService }

/** What a premises was before, and the way back to it. */
export function historyRoutes({ listings, versions }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises/:code/versions', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const premises = await listings.get(code)
    const found = await versions.list(code, versionsSearch.parse(req.query).page)
    renderVersions(res, versionsPage(contextOf(res), premises, found))
  })

  router.get('/staff/premises/:code/versions/:version', manager, async (req, res) => {
    const { code, version } = readPath(versionPath, req.params)
    await show(res, { premises: await listings.get(code), version })
  })

  router.post('/staff/premises/:code/versions/:version/restore', manager, async (req, res) => {
    const { code, version } = readPath(versionPath, req.params)
    const premises = await listings.get(code)
    const form = readForm(restoreForm, req.body)
    const facts = changedListing(premises, await versions.valuesAt(code, version))
    if (!form.ok || !facts.ok) {
      await show(res, { premises, version, refusal: 'listing.versions.impossible' }, 422)
      return
    }
    const { now, reason } = form.value
    const edit = {
      code,
      version: now,
      facts: facts.value,
      kind: 'version-restored',
      reason,
      by: accountOf(res),
    } as const
    const verdict = await listings.edit(edit)
    if (!verdict.ok) {
      const stale = verdict.reason === 'stale'
      const refusal = stale ? 'listing.versions.stale' : 'listing.versions.impossible'
      await show(res, { premises: await listings.get(code), version, refusal }, stale ? 409 : 422)
      return
    }
    notice(res, 'listing.versions.restored', { number: version })
    res.redirect(303, `/${res.locals.locale}/staff/premises/${code}`)
  })

  type Shown = { premises: Premises; version: number; refusal?: MessageKey }
  async function show(res: Response, { premises, version, refusal }: Shown, status = 200): Promise<void> {
    const then = await versions.valuesAt(premises.code, version)
    const now = valuesOf(premises)
    const changes = changedValues(now, { ...now, ...then })
    const page = versionPage(contextOf(res), premises, { version, changes, ...(refusal ? { refusal } : {}) })
    renderVersion(res, page, status)
  }

  return router
}

const contextOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
