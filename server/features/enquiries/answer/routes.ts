import { Router, type Request, type Response } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { setAuditSubject, skipAudit } from '#outside/audit.ts'
import { AppError, invalid } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { nameWithAway } from '#web/pages/absence.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, inputValue, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import { rememberList } from '#web/pages/opened-list.ts'
import { isFieldOf, readOutgoing, sendsOf, type TextToPassOn } from '#web/writing/outgoing.ts'
import type { SentText } from '#web/writing/reading.ts'
import { returnedForm } from '#web/writing/view.ts'
import type { Reach } from '#features/accounts/scope.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import type { EnquiryChange } from '../replies/answering.ts'
import {
  assignmentForm,
  enquiryFilter,
  enquiryForm,
  enquiryPath,
  enquiryQuery,
  insertForm,
  linksForm,
  replyExtent,
  replyForm,
  spamForm,
} from './input.ts'
import { enquiryListPage, renderEnquiries } from './list-page.ts'
import { enquiryPage, renderEnquiry, type Part } from './page.ts'

type Parts = Pick<Services, 'enquiries' | 'accounts' | 'premises'>
/** Checks for what an enquiry can be linked to. */
type LinkTargets = {
  isPremises: (code: string) => Promise<boolean>
  applicationOf: (reference: string) => Promise<{ id: string; reference: string } | null>
}
const reassignRoles = ['listing_manager', 'administrator'] as const

/** Routes of the office's inbox. It contains personal data, so only the roles that answer enquiries have access. */
export function enquiryDeskRoutes({ enquiries, accounts, premises }: Parts, linkTargets: LinkTargets): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/enquiries/:id'
  router.use(at, createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: enquiries.isVisibleTo }))

  router.get('/staff/enquiries', staff('listing_manager', 'administrator'), async (req, res) => {
    const filter = enquiryFilter.parse(req.query)
    const found = await enquiries.list({ ...filter, reach: await premises.reachOf(accountOf(res)) })
    const page = enquiryListPage(res.locals, filter, found)
    rememberList(res, page.rows)
    renderEnquiries(res, page)
  })

  router.get(at, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    const { text: sends } = enquiryQuery.parse(req.query)
    const { toTranslate } = await enquiries.one(id)
    const returned = toTranslate?._id.toHexString() === sends && toTranslate ? returnedForm(toTranslate) : null
    await show(res, id, returned ? { refused: { part: 'reply', form: returned } } : {})
  })

  type Refused = { part: Part; form: FormFailure; status?: number }
  /** Shows the enquiry as it is now, with the text typed into a form that was not stored. */
  async function show(
    res: Response,
    id: string,
    { refused, ready }: { refused?: Refused; ready?: string | undefined } = {},
  ): Promise<void> {
    const [enquiry, colleagues, away, templates] = await Promise.all([
      enquiries.one(id),
      accounts.people.colleagues(reassignRoles),
      accounts.absences.away(),
      enquiries.templates.inUse(),
    ])
    const reader = { ...res.locals, account: accountOf(res) }
    const mentionable = await enquiries.mentions.mentionable(enquiry, reader.account.id)
    const showing = {
      enquiry,
      colleagues: colleagues.map(one => ({ ...one, name: nameWithAway(reader, one.name, away.get(one.id)) })),
      templates,
      mentionable,
      threads: enquiries.threads,
      ...(ready ? { ready } : {}),
      ...(refused ? { refused } : {}),
    }
    renderEnquiry(res, enquiryPage(reader, showing), refused?.status)
    await enquiries.mentions.markSeen(enquiry, reader.account.id)
  }

  type Act<S extends z.ZodType> = {
    part: Part
    /** Field at which a conflict with a colleague's change is shown. */
    field: string
    schema: S
    carryOut: (change: EnquiryChange, value: z.output<S>, reach: Reach) => Promise<void>
    said: MessageKey | ((value: z.output<S>) => MessageKey)
  }

  /**
   * Returns a handler that reads the form, acts and redirects. When refused, it shows the stored enquiry with the typed
   * text.
   */
  const act =
    <S extends z.ZodType<{ version: number }>>({ part, field, schema, carryOut, said }: Act<S>) =>
    async (req: Request, res: Response): Promise<void> => {
      const { id } = readPath(enquiryPath, req.params)
      setAuditSubject({ kind: 'enquiry', id })
      await enquiries.one(id)
      const form = readForm(schema, req.body)
      if (!form.ok) return show(res, id, { refused: { part, form, status: 422 } })
      const reach = await premises.reachOf(accountOf(res))
      const change = { id, version: form.value.version, by: actorAt(res) }
      const refusal = await refusalOf(carryOut(change, form.value, reach), field)
      if (refusal) {
        const { status, errors } = refusal
        return show(res, id, {
          refused: { part, form: formFailure(withoutStaleSends(req.body, errors), errors), status },
        })
      }
      flashNotice(res, typeof said === 'function' ? said(form.value) : said)
      // Users who can no longer see the enquiry after the change are redirected to the list.
      const page = (await enquiries.isVisibleTo(id, reach)) ? `/${id}` : ''
      res.redirect(303, `${pathTo(res.locals.locale, '/staff/enquiries')}${page}`)
    }

  const noting = act({
    part: 'note',
    field: 'note',
    schema: enquiryForm,
    carryOut: (change, { note, mention, answered: status }) =>
      enquiries.replies.record(change, { status, note, mention }),
    said: 'enquiries.saved',
  })
  router.post(at, staff('listing_manager', 'administrator'), noting)

  const createReplyHandler = (outgoing: { told?: SentText; sends?: string }) =>
    act({
      part: 'reply',
      field: 'text',
      schema: replyForm,
      carryOut: (change, { text, way }) =>
        enquiries.replies.reply(change, { text, way, ...outgoing.told, sends: outgoing.sends }),
      said: ({ way }) => `enquiries.said.${way}` as const,
    })
  const createPassOnHandler = (passing: TextToPassOn) =>
    act({
      part: 'reply',
      field: 'text',
      schema: replyForm,
      carryOut: change => enquiries.replies.texts.pass(change, passing),
      said: 'writing.passed',
    })

  /**
   * Sends an answer. A mail in a language that the sender does not read goes with its translation, waits for it, or goes
   * untranslated.
   */
  async function handleReply(req: Request, res: Response): Promise<void> {
    const { id } = readPath(enquiryPath, req.params)
    const form = readForm(replyForm, req.body)
    if (!form.ok || form.value.way !== 'mail') return createReplyHandler({})(req, res)
    const { preferredLanguage: reader, toTranslate } = await enquiries.one(id)
    const body = req.body as object
    const sends = sendsOf(body)
    const ordered = sends && toTranslate?._id.toHexString() === sends ? toTranslate : null
    const written = [{ name: 'text', text: form.value.text, extent: replyExtent }]
    const read = readOutgoing(body, { written, reader, ordered, fields: isFieldOf(replyForm) })
    if (read.kind === 'wrong') {
      const failure = formFailure({ ...body, ...read.asked }, read.errors)
      return show(res, id, { refused: { part: 'reply', form: failure, status: 422 } })
    }
    if (read.kind === 'waits') return createPassOnHandler({ ...read.passing, sends })(req, res)
    const sentText = read.told.get('text')
    return createReplyHandler({ ...(sentText ? { told: sentText } : {}), ...(sends ? { sends } : {}) })(req, res)
  }
  router.post(`${at}/reply`, staff('listing_manager', 'administrator'), async (req, res) => {
    const inserting = insertForm.safeParse(req.body)
    if (!inserting.success) return handleReply(req, res)
    skipAudit()
    const { id } = readPath(enquiryPath, req.params)
    const form = formFailure(req.body, {})
    // When a ready-made answer is the whole text, its language is the sender's.
    const { preferredLanguage: writtenIn } = await enquiries.one(id)
    if (inserting.data.ready && inputValue(form.typed, 'text').trim() === '') form.typed = { ...form.typed, writtenIn }
    await show(res, id, { refused: { part: 'reply', form }, ready: inserting.data.ready })
  })

  const assigning = act({
    part: 'assignment',
    field: 'assignee',
    schema: assignmentForm,
    carryOut: async (change, { assignee }) => {
      const colleague = (await accounts.people.colleagues(reassignRoles)).find(({ id }) => id === assignee)
      await enquiries.replies.assign(change, colleague ? { id: colleague.id, name: colleague.name } : null)
    },
    said: ({ assignee }) => (assignee ? 'enquiries.assigned' : 'enquiries.unassigned'),
  })
  router.post(`${at}/assignment`, staff('listing_manager', 'administrator'), assigning)

  const linking = act({
    part: 'links',
    field: 'premisesCode',
    schema: linksForm,
    carryOut: async (change, { premisesCode, reference }, reach) => {
      const [isKnown, application] = await Promise.all([
        premisesCode === null || isThere(change.id, premisesCode, reach),
        reference === null ? null : linkTargets.applicationOf(reference),
      ])
      if (!isKnown) throw invalid('enquiries.links.no-premises')
      if (reference !== null && !application) throw invalid('enquiries.links.no-application')
      await enquiries.replies.link(change, { premisesCode, application })
    },
    said: 'enquiries.linked',
  })
  router.post(`${at}/links`, staff('listing_manager', 'administrator'), linking)

  /**
   * Checks that a premises exists. Users limited to some buildings can link only their own premises, or the one already
   * linked.
   */
  async function isThere(id: string, code: string, { premises: own }: Reach): Promise<boolean> {
    if (own && !own.includes(code) && (await enquiries.one(id)).premisesCode !== code) return false
    return linkTargets.isPremises(code)
  }

  const marking = act({
    part: 'spam',
    field: 'spam',
    schema: spamForm,
    carryOut: (change, { spam }) => enquiries.replies.mark(change, spam === 'yes'),
    said: ({ spam }) => (spam === 'yes' ? 'enquiries.marked-spam' : 'enquiries.marked-good'),
  })
  router.post(`${at}/spam`, staff('listing_manager', 'administrator'), marking)

  return router
}

/**
 * Returns the form without `sends` when that text no longer waits or another one does, so that it can be sent as a new one.
 */
const withoutStaleSends = (body: unknown, { text }: FieldErrors): unknown =>
  text === 'writing.gone' || text === 'writing.waits' ? { ...(body as object), sends: '' } : body

type Refusal = { status: number; errors: FieldErrors }

/**
 * Returns conflicts and wrong links as errors of the form, so that the typed text is not lost. Rethrows all other errors.
 */
async function refusalOf(writing: Promise<void>, field: string): Promise<Refusal | null> {
  try {
    await writing
    return null
  } catch (error) {
    const code = error instanceof AppError ? error.code : null
    if (code === 'writing.gone' || code === 'writing.waits') return { status: 409, errors: { text: code } }
    if (code === 'error.stale') return { status: 409, errors: { [field]: 'enquiries.stale' } }
    if (code === 'enquiries.links.no-premises') return { status: 422, errors: { premisesCode: code } }
    if (code === 'enquiries.links.no-application') return { status: 422, errors: { reference: code } }
    throw error
  }
}
