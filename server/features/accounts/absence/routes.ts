import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { formFailure, readForm, readPath, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import { personPath } from '../people/input.ts'
import { absencePage, renderAbsence } from './page.ts'
import { canBeAway } from './rules.ts'

/** The absence that the page showed (`absenceMark`). Forms of an earlier release do not say it. */
const shown = z.string().max(60).optional().catch(undefined)
const endForm = z.object({ shown })

/** Rules between the days run together with those of single fields, so that all faults are reported at once. */
const absenceForm = (today: CityDay) =>
  z
    .object({
      from: dayField,
      to: dayField,
      shown,
      cover: z.string('absence.refused.no-cover').regex(/^[0-9a-f]{24}$/, 'absence.refused.no-cover'),
    })
    .superRefine(({ from, to }: Partial<Record<'from' | 'to', CityDay>>, context) => {
      if (!from || !to) return
      const verdict = canBeAway({ from, to }, today)
      if (verdict.ok) return
      for (const [field, message] of Object.entries(complaints[verdict.reason]))
        context.addIssue({ code: 'custom', path: [field], message: message ?? '' })
    })

/** Routes for absences: each colleague enters their own, administrators those of others. */
export function absenceRoutes({ accounts }: Pick<Services, 'accounts'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const { absences } = accounts
  const administrator = staff('administrator')

  router.get('/staff/absence', staff(), async (_req, res) => {
    await show(res, null)
  })
  router.post('/staff/absence', staff(), async (req, res) => {
    await save(req, res, null)
  })
  router.post('/staff/absence/end', staff(), async (_req, res) => {
    await end(res, null)
  })

  router.get('/staff/users/:id/absence', administrator, async (req, res) => {
    await show(res, readPath(personPath, req.params).id)
  })
  router.post('/staff/users/:id/absence', administrator, async (req, res) => {
    await save(req, res, readPath(personPath, req.params).id)
  })
  router.post('/staff/users/:id/absence/end', administrator, async (req, res) => {
    await end(res, readPath(personPath, req.params).id)
  })

  /** `of` is the id of another colleague; null for the reader's own absence. */
  async function save(req: Request, res: Response, of: string | null): Promise<void> {
    const form = readForm(absenceForm(cityDayOf(clock.now())), req.body)
    if (!form.ok) return show(res, of, form)
    const by = accountOf(res).id
    const verdict = await absences.set(of ?? by, form.value, by)
    if (!verdict.ok) return show(res, of, formFailure(req.body, complaints[verdict.reason]))
    flashNotice(res, 'absence.saved')
    back(res, of)
  }

  async function end(res: Response, of: string | null): Promise<void> {
    const by = accountOf(res).id
    await absences.end(of ?? by, by, endForm.parse(res.req.body ?? {}).shown)
    flashNotice(res, 'absence.ended')
    back(res, of)
  }

  function back(res: Response, of: string | null): void {
    const { locale } = res.locals
    res.redirect(303, of ? pathTo(locale, '/staff/users/:id', { id: of }) : pathTo(locale, '/staff'))
  }

  async function show(res: Response, of: string | null, refused?: FormFailure): Promise<void> {
    const id = of ?? accountOf(res).id
    const [absence, covers, other] = await Promise.all([
      absences.of(id),
      absences.coversFor(id),
      of ? accounts.people.get(of) : null,
    ])
    const { t, locale } = res.locals
    const person = other && { id: other.id, name: other.name }
    const subject = { absence, covers, person, today: cityDayOf(clock.now()) }
    renderAbsence(res, absencePage({ t, locale }, subject, refused), refused ? 422 : 200)
  }

  return router
}

const complaints: Record<
  'ends-before' | 'past' | 'too-long' | 'running' | 'no-cover' | 'cover-away' | 'cover-buildings',
  FieldErrors
> = {
  'ends-before': { to: 'absence.refused.ends-before' },
  past: { to: 'absence.refused.past' },
  running: { from: 'absence.refused.running' },
  'too-long': { to: 'absence.refused.too-long' },
  'no-cover': { cover: 'absence.refused.no-cover' },
  'cover-buildings': { cover: 'absence.refused.cover-buildings' },
  'cover-away': { cover: 'absence.refused.cover-away' },
}
