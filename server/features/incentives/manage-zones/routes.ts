import { Router } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormValues } from '#web/forms/forms.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { previewBar } from '../preview.ts'
import { areaOf, renderZone, zonePage } from '../zones/page.ts'
import { swapFacts, type FactMove } from './fact-order.ts'
import { countFacts, isFactKey, zoneAct, zoneForm, zonePath } from './input.ts'
import { renderZoneForm, zoneFormPage } from './page.ts'

/** Routes by which listing managers edit the pages of the zones. There are four zones, and none can be added. */
export function zoneDeskRoutes({ incentives }: Pick<Services, 'incentives'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const today = () => cityDayOf(clock.now())

  router.get('/staff/incentives/zones/:slug', staff('listing_manager', 'administrator'), async (req, res) => {
    const { slug } = readPath(zonePath, req.params)
    renderZoneForm(res, zoneFormPage(res.locals, { zone: await incentives.zones.zoneForStaff(slug), today: today() }))
  })

  router.post(
    '/staff/incentives/zones/:slug',
    staff('listing_manager', 'administrator'),
    captureAuditReason,
    async (req, res) => {
      const { slug } = readPath(zonePath, req.params)
      const { act, version, move } = zoneAct.parse(req.body ?? {})
      const { body, done, place } = readPosted(req.body, { act, move })
      const change = { slug, version, by: actorAt(res) }
      const count = countFacts(body)
      const form = readForm(zoneForm(count), body)
      if (act !== 'discard' && !form.ok) {
        const zone = await incentives.zones.zoneForStaff(slug)
        renderZoneForm(res, zoneFormPage(res.locals, { zone, today: today(), form, count }), 422)
        return
      }

      const isDone = await isSavedInTime(
        form.ok && act !== 'discard'
          ? incentives.zones[act === 'publish' ? 'publish' : 'save'](change, form.value)
          : incentives.zones.discard(change),
      )
      if (!isDone) {
        const zone = await incentives.zones.zoneForStaff(slug)
        const failure = formFailure(body, {})
        // Saving again overwrites the newer version knowingly.
        failure.typed.version = String(zone.version)
        renderZoneForm(res, zoneFormPage(res.locals, { zone, today: today(), form: failure, count, stale: true }), 409)
        return
      }
      flashNotice(res, done)
      res.redirect(303, `${pathTo(res.locals.locale, '/staff/incentives/zones/:slug', { slug })}${place}`)
    },
  )

  /** Shows the preview in the language of the address. */
  router.get('/staff/incentives/zones/:slug/preview', staff('listing_manager', 'administrator'), async (req, res) => {
    const { slug } = readPath(zonePath, req.params)
    const [zone, found] = await Promise.all([incentives.zones.preview(slug), incentives.list({ zone: areaOf(slug) })])
    const preview = previewBar(res.locals, `/staff/incentives/zones/${slug}`)
    renderZone(res, { ...zonePage(res.locals, { zone, incentives: found, available: null }), preview })
  })

  return router
}

type Act = z.output<typeof zoneAct>['act']
type Posted = { body: FormValues; done: MessageKey; place: string }

/** Returns the posted fields, with the facts swapped when one is moved. `place` is the anchor of the moved fact. */
function readPosted(sent: unknown, { act, move }: { act: Act; move: FactMove | null }): Posted {
  const { typed } = formFailure(sent, {})
  const moved = move && swapFacts(typed, countFacts(typed), move)
  if (!moved) return { body: typed, done: `content.zone.done.${act}`, place: '' }
  return { body: moved.typed, done: 'content.fact.moved', place: isFactKey(moved.key) ? `#fact-${moved.key}` : '' }
}

/** Returns false when somebody saved meanwhile. Rethrows all other errors. */
async function isSavedInTime(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'error.stale') return false
    throw error
  }
}
