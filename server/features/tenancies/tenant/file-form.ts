import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Extension } from '#shared/files/file-rules.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FieldErrors } from '#web/forms/forms.ts'
import type { ReceivedForm } from '#web/files/uploads.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import { renderForm, type FormPage } from '../texts/form-view.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'
import { createFileReceiver, type FormProblem } from './file-sending.ts'
import type { FileFormInput } from './form-pages.ts'
import { tenancyPath } from './forms.ts'

type Parts = Pick<Services, 'tenancies' | 'documents'>
type Files = { kind: DocumentKind; extensions?: readonly Extension[] }

/** A form of the tenant that takes files. `T`: what of the tenancy it is about, such as the id of a finding. */
export type FileForm<T, S extends z.ZodType> = {
  path: string
  /** Returns what the address names. Throws "not found" when the tenancy never had it. */
  find(tenancy: Tenancy, req: Request): T
  files: (about: T) => Files
  schema: (about: T) => S
  /** Returns null when there is nothing to fill in any more. */
  page(reader: TenancyReader, asking: FileFormInput, about: T): FormPage | null
  /** Refusal of what was sent when there is no page any more; without one `carryOut` decides. */
  gone?: MessageKey
  carryOut(id: string, actor: TenancyActor, said: z.output<S> & { arrived?: Intake }, about: T): Promise<unknown>
  done: MessageKey
}

/** Adds the page of a form with files, and what sending it does. */
export function addFileForm<T, S extends z.ZodType>(
  router: Router,
  { tenancies, documents }: Parts,
  form: FileForm<T, S>,
): void {
  router.get(form.path, applicant, async (req, res) => {
    const tenancy = await readOwnTenancy(req, res)
    if (tenancyHasEnded(tenancy.state)) toTenancy(res, tenancy)
    else await show(res, tenancy)
  })

  router.post(form.path, applicant, async (req, res) => {
    const tenancy = await readOwnTenancy(req, res)
    const about = form.find(tenancy, req)
    const { kind, extensions } = form.files(about)
    const receiver = createFileReceiver({ documents }, kind, extensions)
    const received = await receiver.receive(req, res, tenancy)
    const { fields, files, refused } = received
    // The error page without the form shows what was typed.
    req.body = fields
    const id = tenancy._id.toHexString()
    const page = await pageOf(res, tenancy)
    if (form.gone && !page) {
      await received.discard()
      throw conflict(form.gone, { facts: { id } })
    }
    const read = readForm(form.schema(about), fields)
    const missing = page?.file?.required ? missingFile(kind, received) : {}
    const errors = { ...(read.ok ? {} : read.errors), ...missing }
    if (!read.ok || refused.length > 0 || Object.keys(errors).length > 0) {
      await received.discard()
      if (!page) throw conflict('error.stale', { facts: { id } })
      await show(res, tenancy, { failure: formFailure(fields, errors), refused, again: files.length > 0 }, 422)
      return
    }
    const refusal = await receiver.send(res, tenancy, {
      files,
      fields,
      carryOut: (actor, arrived) =>
        form.carryOut(id, actor, { ...(read.value as object), ...(arrived ? { arrived } : {}) } as never, about),
    })
    if (refusal) {
      await show(res, await readOwnTenancy(req, res), refusal, refusal.status)
      return
    }
    flashNotice(res, form.done)
    toTenancy(res, tenancy)
  })

  async function show(res: Response, tenancy: Tenancy, trouble: FormProblem = {}, status = 200): Promise<void> {
    const page = await pageOf(res, tenancy, trouble)
    if (!page) throw trouble.cause ?? notFound()
    renderForm(res, page, status)
  }

  async function pageOf(res: Response, tenancy: Tenancy, trouble: FormProblem = {}): Promise<FormPage | null> {
    const { t, locale } = res.locals
    const { failure = null, alert = null, refused = [], again = false } = trouble
    const stored = await documents.list(tenancy.application.toHexString(), { infected: true })
    const asking = { tenancy, failure, alert, documents: stored, refused, again }
    return form.page({ t, locale, today: tenancies.today() }, asking, form.find(tenancy, res.req))
  }

  const readOwnTenancy = (req: Request, res: Response): Promise<Tenancy> =>
    tenancies.records.own(readPath(tenancyPath, req.params).id, accountOf(res).id)
}

/** A file that was refused has a complaint of its own. */
const missingFile = (kind: DocumentKind, { files, refused }: ReceivedForm): FieldErrors =>
  files.length + refused.length > 0 ? {} : { [kind]: 'tenancy.paper-needed' }

/** Redirects to the tenancy. */
export function toTenancy(res: Response, { _id }: Pick<Tenancy, '_id'>): void {
  res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id: _id.toHexString() }))
}
