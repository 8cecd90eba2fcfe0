import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { calendarType } from '#outside/mail/calendar.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { AppError, notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { nameWithAway } from '#web/pages/absence.ts'
import { accountOf, actorAt, anyone, staff } from '#web/access/access.ts'
import { flashCaution, flashNotice } from '#web/forms/flash.ts'
import { isWithinScope } from '#features/accounts/scope.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import { formFailure, readForm, readPath, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import { canBeViewed } from '../rules.ts'
import {
  cancelForm,
  calendarQuery,
  feedPath,
  feedQuery,
  outcomeForm,
  publishForm,
  publishQuery,
  slotPath,
} from './input.ts'
import { publishPage, renderPublish } from './publish-page.ts'
import { renderSlot, slotPage, type SlotTrouble } from './slot-page.ts'
import { renderWeek, weekPage } from './week-page.ts'

type Parts = Pick<Services, 'viewings' | 'catalogue' | 'listings' | 'premises'>

/** Routes of the managers' calendar: slots, bookings and their publishing. */
export function viewingCalendarRoutes({ viewings, catalogue, listings, premises }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  router.use(
    '/staff/viewings/:id',
    createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: viewings.calendar.isVisibleTo }),
  )

  router.get('/staff/viewings', manager, async (req, res) => {
    const now = viewings.now()
    const query = calendarQuery(cityDayOf(now)).parse(req.query)
    const { week: from, premises: code, guide } = query
    const reach = await premises.reachOf(accountOf(res))
    const [slots, waiting, guides] = await Promise.all([
      viewings.calendar.week({ from, premises: code, guide, reach }),
      viewings.calendar.waiting(reach),
      viewings.calendar.guides(),
    ])
    renderWeek(res, weekPage(res.locals, { query, slots, waiting, guides, now }))
  })

  router.get('/staff/viewings/new', manager, async (_req, res) => {
    await showPublish(res)
  })

  router.post('/staff/viewings/new', manager, async (req, res) => {
    const form = readForm(publishForm, req.body)
    if (!form.ok) {
      await showPublish(res, form)
      return
    }
    await requireInReach(res, form.value.premises)
    const published = await viewings.calendar.publish(form.value, actorAt(res))
    if (!published.ok) {
      await showPublish(res, formFailure(req.body, complaintsOf[published.reason]))
      return
    }
    const { published: count, left } = published
    if (left > 0) flashCaution(res, 'viewings.published.left', { count, left })
    else flashNotice(res, 'viewings.published', { count })
    res.redirect(303, `${pathTo(res.locals.locale, '/staff/viewings')}?week=${form.value.day}`)
  })

  // Former address of the subscription, which now belongs to the calendar.
  router.get('/staff/viewings/feed', manager, (_req, res) => {
    res.redirect(303, pathTo(res.locals.locale, '/staff/calendar/feed'))
  })

  router.get('/staff/viewings/feed/:token.ics', anyone, async (req, res) => {
    const { token } = readPath(feedPath, req.params)
    const own = feedQuery.parse(req.query).show === 'own'
    const calendar = await viewings.feed.read({ token, locale: res.locals.locale, own })
    res.set({ 'Content-Type': calendarType, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' })
    res.send(calendar)
  })

  router.get('/staff/viewings/:id', manager, async (req, res) => {
    await showSlot(res, readPath(slotPath, req.params).id)
  })

  router.post('/staff/viewings/:id/withdraw', manager, async (req, res) => {
    const { id } = readPath(slotPath, req.params)
    await act(res, id, { done: 'viewings.withdrawn', doing: viewings.calendar.withdraw(id, actorAt(res)) })
  })

  router.post('/staff/viewings/:id/call-off', manager, async (req, res) => {
    const { id } = readPath(slotPath, req.params)
    const form = readForm(cancelForm, req.body)
    if (!form.ok) {
      await showSlot(res, id, { form }, 422)
      return
    }
    const { reason, visit } = form.value
    await act(res, id, {
      done: 'viewings.called-off',
      doing: viewings.calendar.callOff(id, reason, actorAt(res), visit),
      typed: formFailure(req.body, {}),
    })
  })

  router.post('/staff/viewings/:id/outcome', manager, async (req, res) => {
    const { id } = readPath(slotPath, req.params)
    const form = readForm(outcomeForm, req.body)
    if (!form.ok) {
      await showSlot(res, id, { form }, 422)
      return
    }
    await act(res, id, {
      done: 'viewings.noted',
      doing: viewings.calendar.noteOutcome(id, form.value, actorAt(res)),
    })
  })

  async function act(
    res: Response,
    id: string,
    { done, doing, typed }: { done: MessageKey; doing: Promise<void>; typed?: FormFailure },
  ): Promise<void> {
    try {
      await doing
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      await showSlot(res, id, { refusal: error.code, ...(typed ? { form: typed } : {}) }, 409)
      return
    }
    flashNotice(res, done)
    res.redirect(303, pathTo(res.locals.locale, '/staff/viewings/:id', { id }))
  }

  async function showSlot(res: Response, id: string, trouble: SlotTrouble = {}, status = 200): Promise<void> {
    const slot = await viewings.calendar.one(id)
    const details = await viewings.premisesOf(slot.premises)
    const away = await viewings.calendar.guideAway(slot)
    renderSlot(res, slotPage(res.locals, { slot, details, now: viewings.now(), away }, trouble), status)
  }

  async function showPublish(res: Response, form?: FormFailure): Promise<void> {
    const publishRequest = publishQuery.parse(res.req.query)
    const requestedPremises = publishRequest.premises ? await catalogue.byCode(publishRequest.premises) : null
    const account = accountOf(res)
    const requestedBuilding = publishRequest.building ?? requestedPremises?.premises.buildingCode
    const building =
      requestedBuilding !== undefined && isWithinScope(account, requestedBuilding) ? requestedBuilding : undefined
    const [buildings, guides, away, units] = await Promise.all([
      premises.buildings(),
      viewings.calendar.guides(),
      viewings.calendar.away(),
      building ? unitsOf(building) : [],
    ])
    const tomorrow = addDays(cityDayOf(viewings.now()), 1)
    const own = buildings.filter(({ code }) => isWithinScope(account, code))
    const subject = {
      buildings: own,
      building,
      premises: units,
      chosen: publishRequest.premises,
      guides: guides.map(({ id, name }) => ({ id, name: nameWithAway(res.locals, name, away.get(id)) })),
      self: account.id,
      tomorrow,
    }
    renderPublish(res, publishPage(res.locals, subject, form), form ? 422 : 200)
  }

  /** Throws "not found" for premises outside the buildings to which the user is limited. */
  async function requireInReach(res: Response, codes: readonly string[]): Promise<void> {
    const reach = await premises.reachOf(accountOf(res))
    if (reach.premises && !codes.every(code => reach.premises?.includes(code))) throw notFound()
  }

  /** Returns the premises of a building that can be viewed. */
  async function unitsOf(building: string) {
    const rows = await listings.table.inBuilding(building)
    const onShow = (status: string) => status !== 'draft' && status !== 'archived'
    return rows.filter(({ status }) => onShow(status) && canBeViewed(status))
  }

  return router
}

type Reason = Exclude<Awaited<ReturnType<Services['viewings']['calendar']['publish']>>, { ok: true }>['reason']

/** Fields at which the refusals of a plan are shown. */
const complaintsOf: Record<Reason, FieldErrors> = {
  'ends-before': { to: 'viewings.refused.ends-before' },
  'too-short': { to: 'viewings.refused.too-short' },
  past: { day: 'viewings.refused.past' },
  'too-many': { weeks: 'viewings.refused.too-many' },
  'too-far': { weeks: 'viewings.refused.too-far' },
  'no-guide': { guide: 'viewings.refused.no-guide' },
  'not-on-show': { premises: 'viewings.refused.not-on-show' },
  'overlap-premises': { from: 'viewings.refused.overlap-premises' },
  'overlap-guide': { from: 'viewings.refused.overlap-guide' },
}
