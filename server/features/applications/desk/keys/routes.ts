import type { z } from 'zod'
import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { imageExtensions, type RefusedFile } from '#shared/files/file-rules.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, actorAt, actorOf, roles, staff } from '#web/access/access.ts'
import { sendInline } from '#web/files/downloads.ts'
import { gapsOf } from '#web/requests/error-handler.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import { formFailure, readForm, readPath, type FormFailure } from '#web/forms/forms.ts'
import { receiveFiles, type ReceivedForm } from '#web/files/uploads.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { refusalOf } from '#features/cases/desk/action.ts'
import { handover } from '#features/acceptance/actions/handover.ts'
import { casePath, handoverForm, picturePath } from '#features/cases/desk/input.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { keysPage, renderKeys } from './page.ts'

type Parts = Pick<
  Services,
  'acceptance' | 'applications' | 'cases' | 'documents' | 'pictures' | 'premises' | 'tenancies'
>
type Trouble = { failure?: FormFailure | null; alert?: string | null; refused?: RefusedFile[] }

/**
 * Routes for handing over the keys, for use on a phone in the shop. Photos are stored as soon as they have arrived, even
 * when the form is refused. The record includes all of them.
 */
export function keysRoutes(parts: Parts, desk: CaseDesk): Router {
  const { acceptance, applications, cases, documents, pictures, premises, tenancies } = parts
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/handover'
  const ofOwn = createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: cases.files.isVisibleTo })
  router.use('/applications/:id/pictures', ofOwn)

  router.get(at, staff(...handover.roles), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorAt(res)
    const refusal = refusalOf(handover, await cases.files.open(id, actor), actor)
    if (refusal) res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else await show(res, id, {})
  })

  async function show(res: Response, id: string, trouble: Trouble, status = 200): Promise<void> {
    const reader = readerAt(res)
    const file = await cases.files.open(id, actorOf(reader.account))
    renderKeys(res, keysPage(reader, { file, pictures: await pictures.list(id), ...trouble }), status)
  }

  router.post(at, staff(...handover.roles), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorAt(res)
    const refusal = refusalOf(handover, await cases.files.open(id, actor), actor)
    if (refusal) {
      // The photos are discarded. The typed text is shown again.
      if (req.is('multipart/form-data')) await (await receive(req, res)).discard()
      return showTooLate(res, id, res.locals.t(refusal))
    }
    const sent = await bodyOf(req, res, id).catch((error: unknown) => showClosedCase(res, id, error))
    if (!sent) return
    const { body, refused } = sent
    const form = readForm(handoverForm, body)
    const failure = form.ok ? null : form
    if (!form.ok || refused.length > 0)
      return show(res, id, { failure: failure ?? formFailure(body, {}), refused }, 422)
    const handed = await acceptance.handover
      .handOver(id, actor, recordOf(form.value, actor.name))
      .catch((error: unknown) => refuse(res, id, { error, body }))
    if (!handed) return
    req.log.info({ account: actor.id, role: actor.kind, application: id }, 'keys given')
    flashNotice(res, 'case.done.handover')
    const tenancy = await openTenancy(handed).catch((error: unknown) => logDelayedTenancy(req, error))
    res.redirect(303, nextPathAfter(res, id, tenancy))
  })

  /**
   * Opens the tenancy of a handover at once, because the officer continues there. When the worker comes to the effect later,
   * it changes nothing. Returns the id of the tenancy.
   */
  async function openTenancy(handed: Application): Promise<string | undefined> {
    const opening = handed.pendingEffects.find(({ kind }) => kind === 'tenancy')
    if (opening) await applications.outbox(tenancies).carryOut(handed, opening)
    return (await tenancies.records.ofApplication(handed._id.toHexString()))?._id.toHexString()
  }

  /** Answers when a colleague recorded the handover while photos were uploading. Returns null, so the caller stops. */
  async function showClosedCase(res: Response, id: string, error: unknown): Promise<null> {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    await showTooLate(res, id, res.locals.t(error.code, gapsOf(error)))
    return null
  }

  /** Shows the case as it is now, with the text typed for a handover that a colleague has recorded meanwhile. */
  const showTooLate = (res: Response, id: string, alert: string): Promise<void> =>
    desk.show(res, id, { alert, refused: { action: 'handover', failure: formFailure(res.req.body, {}) }, status: 409 })

  const receive = (req: Request, res: Response): Promise<ReceivedForm> =>
    receiveFiles(req, res, {
      store: pictures.store,
      room: pictures.room,
      extensions: imageExtensions,
      fields: ['photos'],
    })

  /** Reads the form, with or without photos. Stores readable photos, as long as the handover is not recorded. */
  async function bodyOf(req: Request, res: Response, id: string): Promise<{ body: unknown; refused: RefusedFile[] }> {
    if (!req.is('multipart/form-data')) return { body: req.body, refused: [] }
    const received = await receive(req, res)
    const account = accountOf(res)
    const { added, there, refused } = await pictures.add({ applicationId: id, by: account.id, files: received.files })
    // A photo that is to be removed and is sent again stays.
    const removed = [received.fields.removePhoto ?? []]
      .flat()
      .filter(target => /^[0-9a-f]{24}$/.test(target) && !there.includes(target))
    if (added.length + removed.length > 0)
      await acceptance.handover.changePhotos(id, actorOf(account), { added, removed })
    // Browsers send a file without a name when none was chosen.
    const unfit = received.refused.filter(({ name, reason }) => name !== '' || reason !== 'extension')
    return { body: received.fields, refused: [...unfit, ...refused] }
  }

  async function refuse(res: Response, id: string, { error, body }: { error: unknown; body: unknown }): Promise<null> {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    const field = fieldOf[error.code]
    const alert = field ? null : res.locals.t(error.code, gapsOf(error))
    await show(res, id, { failure: formFailure(body, field ? { [field]: error.code } : {}), alert }, field ? 422 : 409)
    return null
  }

  router.get(
    '/applications/:id/pictures/:pictureId',
    roles('applicant', 'reviewer', 'decider', 'administrator', 'listing_manager'),
    async (req, res) => {
      const { id, pictureId } = readPath(picturePath, req.params)
      const { id: reader, name, role } = accountOf(res)
      const application =
        role === 'applicant' ? await cases.own.get(id, reader) : await cases.files.forStaff(id, actorAt(res))
      const recorded = isOfRecord(application, pictureId)
      if (role === 'applicant' && !recorded) throw notFound()
      const picture = await pictures.find(id, pictureId)
      if (recorded) {
        const paper = {
          application: application._id,
          kind: 'handover_photos',
          name: application.reference ?? '',
        } as const
        await documents.reads.recordPaper(paper, { id: reader, name, role })
      }
      const file = { name: `${pictureId}.webp`, mediaType: 'image/webp', size: picture.size }
      await sendInline(res, file, pictures.open(picture))
    },
  )

  return router
}

/** Logs the error. The handover stays recorded, and the worker opens the tenancy. */
function logDelayedTenancy({ log }: Request, error: unknown): undefined {
  log.warn({ err: error }, 'a tenancy is left to be opened by the worker')
}

const nextPathAfter = ({ locals: { locale } }: Response, id: string, tenancy: string | undefined): string =>
  tenancy ? pathTo(locale, '/staff/tenancies/:id', { id: tenancy }) : pathTo(locale, '/staff/applications/:id', { id })

/** Returns the handover record. Forms from before the names were asked for get the officer's name. */
function recordOf({ on, earlier, record }: z.output<typeof handoverForm>, officer: string) {
  const { handedBy = officer, receivedBy = '' } = record
  return { on, earlier, record: { ...record, handedBy, receivedBy } }
}

/** Checks whether a photo is part of the handover record. Other photos are only for the office. */
const isOfRecord = (application: Application, pictureId: string): boolean =>
  (acceptanceOf(application)?.handover?.photos ?? []).some(photo => photo.toHexString() === pictureId)

/** Errors about a field, shown at that field. */
const fieldOf: Partial<Record<MessageKey, string>> = {
  'application.handover-future': 'on',
  'application.handover-before-contract': 'on',
  'application.handover-early': 'earlier',
}
