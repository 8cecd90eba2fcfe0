import { Router, type Request, type Response } from 'express'
import type { z } from 'zod'
import type { Services } from '../../../services.ts'
import { about, tell } from '../../../outside/acting.ts'
import { AppError } from '../../../shared/errors.ts'
import type { MessageKey } from '../../../shared/i18n.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { notice } from '../../../web/flash.ts'
import { formFailure, readForm, readPath, type FormFailure } from '../../../web/forms.ts'
import type { Change } from '../answering.ts'
import { assignmentForm, enquiryFilter, enquiryForm, enquiryPath, replyForm, spamForm } from './input.ts'
import { enquiryListPage, renderEnquiries } from './list-page.ts'
import { enquiryPage, renderEnquiry, type Part } from './page.ts'

type Parts = Pick<Services, 'enquiries' | 'accounts'>
const keepers = ['listing_manager', 'administrator'] as const

/** The office's inbox: personal data, so only those who answer see it. */
export function enquiryDeskRoutes({ enquiries, accounts }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/enquiries/:id'

  router.get('/staff/enquiries', staff('listing_manager', 'administrator'), async (req, res) => {
    const filter = enquiryFilter.parse(req.query)
    const found = await enquiries.list({ ...filter, me: accountOf(res).id })
    renderEnquiries(res, enquiryListPage(res.locals, filter, found))
  })

  router.get(at, staff('listing_manager', 'administrator'), async (req, res) => {
    await show(res, readPath(enquiryPath, req.params).id)
  })

  type Refused = { part: Part; form: FormFailure; status: number }
  /** As it is now; with what was typed into a part of it that was refused. */
  async function show(res: Response, id: string, refused?: Refused): Promise<void> {
    const [enquiry, colleagues] = await Promise.all([enquiries.one(id), accounts.colleagues(keepers)])
    const reader = { ...res.locals, account: accountOf(res) }
    renderEnquiry(res, enquiryPage(reader, { enquiry, colleagues, ...(refused ? { refused } : {}) }), refused?.status)
  }

  type Act<S extends z.ZodType> = {
    part: Part
    /** Where "somebody was quicker" stands. */
    field: string
    schema: S
    carryOut: (change: Change, value: z.output<S>) => Promise<void>
    said: MessageKey | ((value: z.output<S>) => MessageKey)
  }

  /** Reads the form, acts, and leads back; refused, the page shows what is stored now and what was typed. */
  const act =
    <S extends z.ZodType<{ version: number }>>({ part, field, schema, carryOut, said }: Act<S>) =>
    async (req: Request, res: Response): Promise<void> => {
      const { id } = readPath(enquiryPath, req.params)
      about({ kind: 'enquiry', id })
      await enquiries.one(id)
      const form = readForm(schema, req.body)
      if (!form.ok) return show(res, id, { part, form, status: 422 })
      const { id: accountId, name, role } = accountOf(res)
      const change = { id, version: form.value.version, by: { kind: role, id: accountId, name } }
      const refusal = await refusalOf(carryOut(change, form.value))
      if (refusal) return show(res, id, { part, form: formFailure(req.body, { [field]: refusal }), status: 409 })
      notice(res, typeof said === 'function' ? said(form.value) : said)
      res.redirect(303, `/${res.locals.locale}/staff/enquiries/${id}`)
    }

  const noting = act({
    part: 'note',
    field: 'note',
    schema: enquiryForm,
    carryOut: (change, { note, answered: status }) => enquiries.record(change, { status, note }),
    said: 'enquiries.saved',
  })
  router.post(at, staff('listing_manager', 'administrator'), noting)

  const replying = act({
    part: 'reply',
    field: 'text',
    schema: replyForm,
    carryOut: async (change, { text, way }) => {
      await enquiries.reply(change, { text, way })
      tell({ action: `enquiry.reply-${way}`, subject: { kind: 'enquiry', id: change.id } })
    },
    said: ({ way }) => `enquiries.said.${way}`,
  })
  router.post(`${at}/reply`, staff('listing_manager', 'administrator'), replying)

  const assigning = act({
    part: 'assignment',
    field: 'assignee',
    schema: assignmentForm,
    carryOut: async (change, { assignee }) => {
      const colleague = (await accounts.colleagues(keepers)).find(({ id }) => id === assignee)
      const { assignee: before } = await enquiries.one(change.id)
      await enquiries.assign(change, colleague ? { id: colleague.id, name: colleague.name } : null)
      const changes = [{ field: 'assignee', before: before?.id ?? null, after: colleague?.id ?? null }]
      tell({ action: 'enquiry.assigned', subject: { kind: 'enquiry', id: change.id }, changes })
    },
    said: ({ assignee }) => (assignee ? 'enquiries.assigned' : 'enquiries.unassigned'),
  })
  router.post(`${at}/assignment`, staff('listing_manager', 'administrator'), assigning)

  const marking = act({
    part: 'spam',
    field: 'spam',
    schema: spamForm,
    carryOut: async (change, { spam }) => {
      await enquiries.mark(change, spam === 'yes')
      tell({
        action: spam === 'yes' ? 'enquiry.spam' : 'enquiry.not-spam',
        subject: { kind: 'enquiry', id: change.id },
      })
    },
    said: ({ spam }) => (spam === 'yes' ? 'enquiries.marked-spam' : 'enquiries.marked-good'),
  })
  router.post(`${at}/spam`, staff('listing_manager', 'administrator'), marking)

  return router
}

/** Somebody was quicker: what was typed must not be lost with it. */
async function refusalOf(writing: Promise<void>): Promise<MessageKey | null> {
  try {
    await writing
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'error.stale') return 'enquiries.stale'
    throw error
  }
}
