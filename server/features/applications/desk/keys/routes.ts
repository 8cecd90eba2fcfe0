import type { Types } from 'mongoose'
import type { z } from 'zod'
import { Router, type Request, type Response } from 'express'
import type { Application } from '../../../../../models/application.ts'
import type { Services } from '../../../../services.ts'
import { AppError } from '../../../../shared/errors.ts'
import { imageExtensions, type RefusedFile } from '../../../../shared/file-rules.ts'
import type { MessageKey } from '../../../../shared/i18n.ts'
import { accountOf, roles, staff } from '../../../../web/access.ts'
import { sendInline } from '../../../../web/downloads.ts'
import { gapsOf } from '../../../../web/error-handler.ts'
import { notice } from '../../../../web/flash.ts'
import { withinReach } from '../../../accounts/within-reach.ts'
import { formFailure, readForm, readPath, type FormFailure } from '../../../../web/forms.ts'
import { receiveFiles, type Received } from '../../../../web/uploads.ts'
import { acceptanceOf } from '../../acceptance/of-offer.ts'
import { caseDesk, type DeskParts } from '../desk.ts'
import { refusalOf } from '../actions.ts'
import { casePath, handoverForm, picturePath } from '../input.ts'
import { actorOf, readerAt } from '../words.ts'
import { keysPage, renderKeys } from './page.ts'

type Parts = DeskParts & Pick<Services, 'pictures' | 'premises'>
type Trouble = { failure?: FormFailure | null; alert?: string | null; refused?: RefusedFile[] }

/**
 * Giving the keys, on a page that works on a phone in the shop. Photos are kept as soon as they have arrived, whatever else is
 * wrong with the form; the record takes all of them.
 */
export function keysRoutes(parts: Parts): Router {
  const { applications, documents, pictures, premises } = parts
  const desk = caseDesk(parts)
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/handover'
  const ofOwn = withinReach({ reachOf: premises.reachOf, isWithin: applications.isWithin })
  router.use('/applications/:id/pictures', ofOwn)

  router.get(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorOf(accountOf(res))
    const refusal = refusalOf('handover', await applications.openCase(id, actor), actor)
    if (refusal) res.redirect(303, `/${res.locals.locale}/staff/applications/${id}`)
    else await show(res, id, {})
  })

  async function show(res: Response, id: string, trouble: Trouble, status = 200): Promise<void> {
    const reader = readerAt(res)
    const file = await applications.openCase(id, actorOf(reader.account))
    renderKeys(res, keysPage(reader, { file, pictures: await pictures.list(id), ...trouble }), status)
  }

  router.post(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorOf(accountOf(res))
    const refusal = async () => refusalOf('handover', await applications.openCase(id, actor), actor)
    const closed = (alert: MessageKey) => desk.show(res, id, { alert: res.locals.t(alert), status: 409 })
    const before = await refusal()
    if (before) return closed(before)
    const received = await receivedAt(req, res, id)
    // A colleague may have made the record while photos were on their way: what it names stays.
    const meanwhile = await refusal()
    if (meanwhile) await received?.discard()
    if (meanwhile) return closed(meanwhile)
    const { body, refused } = await bodyOf(req, res, { id, received })
    const form = readForm(handoverForm, body)
    const failure = form.ok ? null : form
    if (!form.ok || refused.length > 0)
      return show(res, id, { failure: failure ?? formFailure(body, {}), refused }, 422)
    const photos = (await pictures.list(id)).map(({ _id }) => _id)
    try {
      await applications.handOver(id, actor, recordOf(form.value, photos, actor.name ?? ''))
    } catch (error) {
      return refuse(res, id, { error, body })
    }
    req.log.info({ account: actor.id, role: actor.kind, application: id, photos: photos.length }, 'keys given')
    notice(res, 'case.done.handover')
    res.redirect(303, `/${res.locals.locale}/staff/applications/${id}`)
  })

  /** Null for a form without files. */
  async function receivedAt(req: Request, res: Response, id: string): Promise<Received | null> {
    if (!req.is('multipart/form-data')) return null
    const room = await pictures.room(id)
    return receiveFiles(req, res, { store: pictures.store, room, extensions: imageExtensions, fields: ['photos'] })
  }

  type Sent = { id: string; received: Received | null }
  /** What was typed, with photos or without; photos that can be read are kept. */
  async function bodyOf(
    req: Request,
    res: Response,
    { id, received }: Sent,
  ): Promise<{ body: unknown; refused: RefusedFile[] }> {
    if (!received) return { body: req.body, refused: [] }
    for (const target of [received.fields.removePhoto ?? []].flat())
      if (/^[0-9a-f]{24}$/.test(target)) await pictures.remove(id, target)
    const damaged = await pictures.add({ applicationId: id, by: accountOf(res).id, files: received.files })
    // A form without a chosen file sends one without a name.
    const refused = received.refused.filter(({ name, reason }) => name !== '' || reason !== 'extension')
    return { body: received.fields, refused: [...refused, ...damaged] }
  }

  async function refuse(res: Response, id: string, { error, body }: { error: unknown; body: unknown }): Promise<void> {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    const field = fieldOf[error.code]
    const alert = field ? null : res.locals.t(error.code, gapsOf(error))
    await show(res, id, { failure: formFailure(body, field ? { [field]: error.code } : {}), alert }, field ? 422 : 409)
  }

  router.get(
    '/applications/:id/pictures/:pictureId',
    roles('applicant', 'reviewer', 'decider', 'administrator', 'listing_manager'),
    async (req, res) => {
      const { id, pictureId } = readPath(picturePath, req.params)
      const { id: reader, name, role } = accountOf(res)
      const application =
        role === 'applicant'
          ? await applications.own(id, reader)
          : await applications.forStaff(id, { kind: role, id: reader, name })
      const picture = await pictures.find(id, pictureId)
      if (isOfRecord(application, pictureId)) {
        const paper = {
          application: application._id,
          kind: 'handover_photos',
          name: application.reference ?? '',
        } as const
        await documents.recordPaperRead(paper, { id: reader, name, role })
      }
      const file = { name: `${pictureId}.webp`, mediaType: 'image/webp', size: picture.size }
      await sendInline(res, file, pictures.open(picture))
    },
  )

  return router
}

/** The names are asked for; a form from before they were has the officer's. */
function recordOf({ on, record }: z.output<typeof handoverForm>, photos: Types.ObjectId[], officer: string) {
  const { handedBy = officer, receivedBy = '' } = record
  return { on, record: { ...record, handedBy, receivedBy, photos } }
}

/** Photos that are not in the handover record are still the office's own. */
const isOfRecord = (application: Application, pictureId: string): boolean =>
  (acceptanceOf(application)?.handover?.photos ?? []).some(photo => photo.toHexString() === pictureId)

/** Refusals about something that was typed: they stand at its field. */
const fieldOf: Partial<Record<MessageKey, string>> = {
  'application.handover-future': 'on',
  'application.handover-before-contract': 'on',
}
