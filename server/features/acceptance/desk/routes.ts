import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import { paperExtensions } from '#shared/files/file-rules.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, id, requiredText, text } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { acceptanceOf } from '#features/cases/acceptance/of-offer.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { filesByKind, type DocumentRules } from '#features/cases/documents/arrival.ts'
import { casePath } from '#features/cases/desk/input.ts'
import { actorOf, readerAt } from '#features/cases/desk/labels.ts'
import { conditionKinds, conditionStates } from '#models/cases/parts/acceptance.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { typedDay } from '#web/forms/form-schemas.ts'
import { acceptanceDesk, renderAcceptanceDesk, type DeskShown } from './page.ts'

const conditionPath = z.object({ id, conditionId: id })

const says = <K extends MessageKey>(key: K): K => key

/** One condition: a decision, or another day. */
const conditionForm = z.object({
  to: z.enum(conditionStates).optional(),
  note: text(2000).optional().default(''),
  dueOn: typedDay,
})

const additionForm = z.object({
  kind: z.enum(conditionKinds, says('form.choose')),
  text: requiredText(500),
  dueOn: typedDay,
})

type Parts = Pick<Services, 'acceptance' | 'cases' | 'documents'>
const at = '/staff/applications/:id/acceptance'

/** From the accepted offer to the contract, for the office: conditions one by one, the contract, the signed scan. */
export function acceptanceDeskRoutes({ acceptance, cases, documents }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get(at, staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    await show(res, readPath(casePath, req.params).id)
  })

  type Trouble = Pick<DeskShown, 'refused' | 'alert'> & { status?: number }
  async function show(res: Response, id: string, { status, ...trouble }: Trouble = {}): Promise<void> {
    const actor = actorOf(accountOf(res))
    await cases.files.requireContent(id, actor)
    const { application, choices, today } = await cases.files.open(id, actor)
    if (!acceptanceOf(application)) throw notFound()
    const demo = choices.some(({ standing }) => standing?.demo)
    const openPlaces = await acceptance.contracts.openPlaces(application)
    const shown = { application, documents: await documents.list(id), today, demo, openPlaces, ...trouble }
    renderAcceptanceDesk(res, acceptanceDesk(readerAt(res), shown), status)
  }

  router.post(`${at}/conditions`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await requireOpenTo(res, id)
    const form = readForm(additionForm, req.body)
    if (!form.ok) {
      await show(res, id, { refused: { about: 'addition', failure: form }, status: 422 })
      return
    }
    const done = await carriedOut(res, { id, about: 'addition' }, () =>
      acceptance.conditions.add(id, actorOf(accountOf(res)), form.value),
    )
    if (done) back(res, id, 'acceptance.staff.done.added')
  })

  router.post(`${at}/conditions/:conditionId`, staff('reviewer', 'decider'), async (req, res) => {
    const { id, conditionId } = readPath(conditionPath, req.params)
    await requireOpenTo(res, id)
    const form = readForm(conditionForm, req.body)
    if (!form.ok) {
      await show(res, id, { refused: { about: conditionId, failure: form }, status: 422 })
      return
    }
    const { to, note, dueOn } = form.value
    const actor = actorOf(accountOf(res))
    const done = await carriedOut(res, { id, about: conditionId }, () =>
      to
        ? acceptance.conditions.decide(id, actor, { conditionId, to, note })
        : acceptance.conditions.moveDay(id, actor, { conditionId, dueOn, note }),
    )
    if (done) back(res, id, 'acceptance.staff.done.condition')
  })

  router.post(`${at}/contract`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await requireOpenTo(res, id)
    await acceptance.contracts.prepare(id, actorOf(accountOf(res)))
    back(res, id, 'acceptance.staff.prepared')
  })

  router.post(`${at}/signed`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await requireOpenTo(res, id)
    await receiveScan(req, res, id)
  })

  async function receiveScan(req: Request, res: Response, id: string): Promise<void> {
    const actor = actorOf(accountOf(res))
    signedRules(await cases.files.content(id, actor), [])
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id),
      extensions: paperExtensions,
      fields: ['signed_contract'],
    })
    const files = filesByKind(received.files, ['signed_contract'])
    const change = {
      id,
      by: accountOf(res).id,
      files,
      rules: signedRules,
      read: () => cases.files.content(id, actor),
    }
    const { added, same, refused } = await cases.documents.add(change)
    if (added.length + same.length === 0 || received.refused.length + refused.length > 0) {
      await show(res, id, { alert: res.locals.t('upload.none'), status: 422 })
      return
    }
    back(res, id, 'acceptance.received', { count: added.length + same.length })
  }

  /** Whose content is closed to this person is closed here as well. */
  const requireOpenTo = (res: Response, id: string) => cases.files.requireContent(id, actorOf(accountOf(res)))

  /** False when it was refused; then the page says so, with what was typed. */
  async function carriedOut(
    res: Response,
    { id, about }: { id: string; about: string },
    act: () => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await act()
      return true
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      const failure = formFailure(res.req.body, { note: error.code })
      await show(res, id, { refused: { about, failure }, status: error.code === 'error.stale' ? 409 : 422 })
      return false
    }
  }

  type Told =
    | 'acceptance.staff.done.added'
    | 'acceptance.staff.done.condition'
    | 'acceptance.staff.prepared'
    | 'acceptance.received'
  function back(res: Response, id: string, told: Told, gaps: Record<string, number> = {}): void {
    notice(res, told, gaps)
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id/acceptance', { id }))
  }

  return router
}

/** A scan of the contract comes in as long as the page offers it: until the keys are given. */
const signedRules: DocumentRules = application => {
  if (!isAwaitingConditions(application)) throw conflict('acceptance.refused.closed')
  return { addable: ['signed_contract'], replaceable: () => false, removable: () => false }
}
