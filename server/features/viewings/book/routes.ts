import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { calendarType } from '#outside/mail/calendar.ts'
import { AppError, notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, anyone, applicant, applicantFor } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readForm, readPath, id, requiredLine, text } from '#web/forms/forms.ts'
import { sentTextBoxes } from '#web/requests/sent-texts.ts'
import { whenInWords } from '#shared/days/city-time.ts'
import { viewingLanguages } from '#models/viewings/viewing.ts'
import { toPlainCharacters } from '#shared/texts/plain-signs.ts'
import { premisesCode } from '#shared/texts/codes.ts'
import { toDialablePhone } from '#shared/texts/phones.ts'
import { maxPartySize } from '../rules.ts'
import { bookingPage, renderBooking } from './form-page.ts'
import { ownListPage, ownPage, renderOwn, renderOwnList } from './own-pages.ts'
import { renderTimes, timesPage } from './times-page.ts'

const premisesPath = z.object({ code: premisesCode })
const slotPath = z.object({ code: premisesCode, id })
const visitPath = z.object({ id })

const bookingForm = z.object({
  partySize: z.coerce
    .number('viewing.form.party.wrong')
    .int('viewing.form.party.wrong')
    .min(1, 'viewing.form.party.wrong')
    .max(maxPartySize, 'viewing.form.party.wrong'),
  language: z.enum(viewingLanguages, 'viewing.form.language.wrong'),
  phone: text(40)
    .transform(input => toDialablePhone(toPlainCharacters(input)))
    .pipe(z.string().regex(/^[-+\d\s()./]*$/, 'viewing.form.phone.wrong'))
    .default(''),
  note: text(1_000).default(''),
})

const moveForm = z.object({ slot: requiredLine(24).pipe(id) })

type Parts = Pick<Services, 'viewings' | 'catalogue'>

/** Routes for visitors: free times of a premises, booking, and their own viewings. */
export function bookingRoutes({ viewings, catalogue }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises/:code/viewings', anyone, async (req, res) => {
    await showTimes(res, readPath(premisesPath, req.params).code)
  })

  router.get('/premises/:code/viewings/:id', applicantFor('viewing'), async (req, res) => {
    const { code, id } = readPath(slotPath, req.params)
    const slot = await viewings.visits.freeSlot(code, id)
    if (!slot) {
      await refuseSlot(res, { code, id }, 'viewing.refused.taken', 404)
      return
    }
    const details = await viewings.premisesOf(code)
    const { name: guide } = await viewings.guideOf(res.locals, slot)
    renderBooking(res, bookingPage(res.locals, { slot, guide, details, account: accountOf(res) }))
  })

  router.post('/premises/:code/viewings/:id', applicant, async (req, res) => {
    const { code, id } = readPath(slotPath, req.params)
    const account = accountOf(res)
    const slot = await viewings.visits.freeSlot(code, id)
    if (!slot) {
      await refuseSlot(res, { code, id }, 'viewing.refused.taken', 409)
      return
    }
    const form = readForm(bookingForm.refine(isSpokenBy(slot.languages), languageError), req.body)
    if (!form.ok) {
      const details = await viewings.premisesOf(code)
      const { name: guide } = await viewings.guideOf(res.locals, slot)
      renderBooking(res, bookingPage(res.locals, { slot, guide, details, account }, form), 422)
      return
    }

    const booked = await outcomeOf(viewings.bookings.book(account, { slot: id, ...form.value }))
    if (booked.refusal) {
      await refuseSlot(res, { code, id }, booked.refusal, booked.status)
      return
    }
    flashNotice(res, 'viewing.booked', { email: account.email })
    res.redirect(303, pathTo(res.locals.locale, '/viewings/:id', { id: booked.value }))
  })

  router.get('/viewings', applicant, async (_req, res) => {
    const found = await viewings.visits.ofVisitor(accountOf(res).id)
    const codes = [...new Set([...found.coming, ...found.over].map(own => own.premises))]
    const detailsByCode = new Map(
      await Promise.all(codes.map(async code => [code, await viewings.premisesOf(code)] as const)),
    )
    renderOwnList(res, ownListPage(res.locals, found, detailsByCode))
  })

  router.get('/viewings/:id', applicant, async (req, res) => {
    await showOwn(res, readPath(visitPath, req.params).id)
  })

  router.get('/viewings/:id/viewing.ics', applicant, async (req, res) => {
    const own = await viewings.visits.ownViewing(readPath(visitPath, req.params).id, accountOf(res).id)
    const calendar = await viewings.feed.calendarOf(own, res.locals)
    res.attachment(`viewing-${own.premises}.ics`).set('Content-Type', calendarType).send(calendar)
  })

  router.post('/viewings/:id/move', applicant, async (req, res) => {
    const { id } = readPath(visitPath, req.params)
    const account = accountOf(res).id
    const form = readForm(moveForm, req.body)
    if (!form.ok) {
      await showOwn(res, id, 'viewing.refused.choose', 422)
      return
    }
    const moved = await outcomeOf(viewings.bookings.move(id, account, form.value.slot))
    if (moved.refusal) {
      await showOwn(res, id, moved.refusal, moved.status)
      return
    }
    flashNotice(res, 'viewing.moved', { when: whenInWords(res.locals, await viewings.visits.ownViewing(id, account)) })
    res.redirect(303, pathTo(res.locals.locale, '/viewings/:id', { id }))
  })

  router.post('/viewings/:id/cancel', applicant, async (req, res) => {
    const { id } = readPath(visitPath, req.params)
    const cancelled = await outcomeOf(viewings.bookings.cancel(id, accountOf(res).id))
    if (cancelled.refusal) {
      await showOwn(res, id, cancelled.refusal, cancelled.status)
      return
    }
    flashNotice(res, 'viewing.given-up')
    res.redirect(303, pathTo(res.locals.locale, '/viewings'))
  })

  /** Answers for a slot that cannot be booked. A visitor who has booked it already, as by a form sent twice, is led to the visit. */
  async function refuseSlot(
    res: Response,
    { code, id }: { code: string; id: string },
    refusal: MessageKey,
    status: number,
  ): Promise<void> {
    const own = await viewings.visits.heldBy(accountOf(res).id, id)
    if (!own) await showTimes(res, code, refusal, status)
    else if (sentTextBoxes(res).some(({ text: sentText }) => !own.texts.includes(sentText)))
      await showTimes(res, code, undefined, 409)
    else res.redirect(303, pathTo(res.locals.locale, '/viewings/:id', { id: own.visit }))
  }

  async function showTimes(res: Response, code: string, refusal?: MessageKey, status = 200): Promise<void> {
    if (!(await catalogue.byCode(code))) throw notFound('premises.not-found')
    const { account } = res.locals
    const [details, slots, own] = await Promise.all([
      viewings.premisesOf(code),
      viewings.visits.freeSlots(code),
      account?.role === 'applicant' ? viewings.visits.ofVisitor(account.id) : null,
    ])
    const yours = own?.coming.find(viewing => viewing.premises === code)
    const shown = { details, slots, account, own: yours, typed: sentTextBoxes(res) }
    renderTimes(res, timesPage(res.locals, shown, refusal), status)
  }

  async function showOwn(res: Response, id: string, refusal?: MessageKey, status = 200): Promise<void> {
    const own = await viewings.visits.ownViewing(id, accountOf(res).id)
    const [details, guide, others] = await Promise.all([
      viewings.premisesOf(own.premises),
      viewings.guideOf(res.locals, own),
      own.state === 'booked' ? viewings.visits.freeSlots(own.premises, 60) : [],
    ])
    renderOwn(res, ownPage(res.locals, { own, guide, details, others, now: viewings.now() }, refusal), status)
  }

  return router
}

const languageError = { path: ['language'], error: 'viewing.form.language.wrong' }
const isSpokenBy = (languages: readonly string[]) => (input: { language: string }) => languages.includes(input.language)

type Outcome<T> = { refusal: null; value: T } | { refusal: MessageKey; status: number }

/** Returns a refusal that the page explains. Rethrows all other errors for the error page. */
async function outcomeOf<T>(doing: Promise<T>): Promise<Outcome<T>> {
  try {
    return { refusal: null, value: await doing }
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('viewing.refused.')) throw error
    return { refusal: error.code, status: error.kind === 'forbidden' ? 403 : 409 }
  }
}
