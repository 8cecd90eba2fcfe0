import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import { paperExtensions } from '#shared/files/file-rules.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormFailure } from '#web/forms/forms.ts'
import { returnedForm } from '#web/writing/view.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { contractForm } from '../contract-form.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { countedUploads } from '#features/cases/documents/document-intake.ts'
import { filesByKind, type DocumentRules } from '#features/cases/documents/arrival.ts'
import { refusalOf } from '#features/cases/desk/action.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { ShowOptions } from '#features/cases/desk/case-desk.ts'
import { requireDeclaration } from '#features/cases/desk/declaration-guard.ts'
import { casePath, caseQuery, misfitShape } from '#features/cases/desk/input.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { textIn } from '#features/cases/writing/waiting-texts.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { countOpenPlaces, requireShownVersion } from '../contract-terms.ts'
import { contractMisfits, prepareContract } from '../contracts.ts'
import { conditionAdd } from '../actions/condition-add.ts'
import { conditionChange } from '../actions/condition-change.ts'
import { fromOneCondition, withoutUntouchedDays } from './decisions-form.ts'
import { acceptanceDesk, renderAcceptanceDesk, type DeskInput, type FormName } from './page.ts'

/** The last version of the contract when the form was shown, and the confirmation of what the unit lacks. */
const preparationForm = z.object({ ...contractForm.shape, ...misfitShape })

const acceptancePath = '/staff/applications/:id/acceptance'

/** Routes of the staff from the accepted offer to the contract: conditions, contract, signed scan. */
export function acceptanceDeskRoutes(services: Pick<Services, 'casePorts' | 'cases' | 'documents'>): Router {
  const { casePorts, cases, documents } = services
  const router = Router({ caseSensitive: true })

  router.get(
    acceptancePath,
    staff('reviewer', 'decider', 'administrator'),
    requireDeclaration({ cases }),
    async (req, res) => {
      const { id } = readPath(casePath, req.params)
      const { text } = caseQuery.parse(req.query)
      await show(res, id, text ? await returnedText(res, id, text) : {})
    },
  )

  type FormProblem = Pick<DeskInput, 'refused' | 'alert'> & { status?: number | undefined }
  async function show(res: Response, id: string, { status, ...trouble }: FormProblem = {}): Promise<void> {
    const actor = actorAt(res)
    await cases.files.requireContent(id, actor)
    const { application, choices, recipient, today } = await cases.files.open(id, actor)
    if (!acceptanceOf(application)) throw notFound()
    const demo = choices.some(({ standing }) => standing?.demo)
    const openPlaces = await countOpenPlaces(casePorts, application)
    const misfits = await contractMisfits(casePorts, res.locals, application)
    const files = await documents.list(id)
    const shown = { application, documents: files, recipient, today, demo, openPlaces, misfits, ...trouble }
    renderAcceptanceDesk(res, acceptanceDesk(readerAt(res), shown), status)
  }

  /** Shows the page again with a refusal above it and the typed text in its form. For `about` see `DeskInput`. */
  const showRefusal =
    (about: FormName) =>
    (res: Response, id: string, { alert, status, refused }: ShowOptions = {}): Promise<void> =>
      show(res, id, {
        status,
        ...(alert ? { alert } : {}),
        // The marks are gone where the page shows the conditions as they are now.
        ...(refused ? { refused: { about, failure: withoutUntouchedDays(refused.failure, res.req.body) } } : {}),
      })
  const actIn = (about: FormName) => caseActions(services, { show: showRefusal(about) })

  /** Returns the open form filled with a text that came back from translation, or why it cannot be sent now. */
  async function returnedText(res: Response, id: string, textId: string): Promise<FormProblem> {
    const actor = actorAt(res)
    const file = await cases.files.open(id, actor)
    const text = textIn(file.application, textId)
    const action = [conditionAdd, conditionChange].find(({ name }) => name === text?.act)
    if (!text || !action) return {}
    if (refusalOf(action, file, actor)) return { alert: res.locals.t('writing.not-now') }
    const failure = returnedForm(text)
    return action === conditionAdd
      ? { refused: { about: 'condition-add', failure } }
      : { refused: { about: 'condition-change', failure: fromOneCondition(failure) } }
  }

  const showForm = (about: FormName) => (res: Response, id: string, failure: FormFailure, status: number) =>
    show(res, id, { refused: { about, failure }, status })

  const add = actIn('condition-add')(conditionAdd, showForm('condition-add'))
  router.post(`${acceptancePath}/conditions`, staff(...conditionAdd.roles), add)
  const change = actIn('condition-change')(conditionChange, showForm('condition-change'))
  router.post(`${acceptancePath}/changes`, staff(...conditionChange.roles), change)

  router.post(`${acceptancePath}/contract`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await requireOpenTo(res, id)
    const form = readForm(preparationForm, req.body)
    const failure = form.ok ? await refusedPreparation(res, id, form.value) : form
    if (failure) await show(res, id, { status: 422, refused: { about: 'contract', failure } })
    else redirectBack(res, id, 'acceptance.staff.prepared')
  })

  /** Prepares the contract. Returns the form with what is wrong when a misfit of the premises has to be confirmed first. */
  async function refusedPreparation(res: Response, id: string, preparation: z.output<typeof preparationForm>) {
    try {
      await prepareContract(casePorts, id, actorAt(res), preparation)
      return null
    } catch (error) {
      const field = error instanceof AppError && misfitFieldOf[error.code]
      if (!field) throw error
      return formFailure(res.req.body, { [field]: error.code })
    }
  }

  router.post(`${acceptancePath}/signed`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await requireOpenTo(res, id)
    try {
      await receiveScan(req, res, id)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'acceptance.refused.other-version') throw error
      await show(res, id, { alert: res.locals.t(error.code), status: 409 })
    }
  })

  async function receiveScan(req: Request, res: Response, id: string): Promise<void> {
    const actor = actorAt(res)
    const application = await cases.files.content(id, actor)
    signedRules()(application, [])
    const received = await receiveFiles(req, res, {
      store: documents.store,
      room: await documents.room(id, countedUploads(application)),
      extensions: paperExtensions,
      fields: ['signed_contract'],
    })
    const files = filesByKind(received.files, ['signed_contract'])
    const { version } = contractForm.parse(received.fields)
    const change = {
      id,
      by: accountOf(res).id,
      files,
      rules: signedRules(version),
      read: () => cases.files.content(id, actor),
    }
    const { added, same, refused } = await cases.documents.add(change)
    if (added.length + same.length === 0 || received.refused.length + refused.length > 0) {
      await show(res, id, { alert: res.locals.t('upload.none'), status: 422 })
      return
    }
    redirectBack(res, id, 'acceptance.received', { count: added.length + same.length })
  }

  /** Throws when the content of the case is closed to this person. */
  const requireOpenTo = (res: Response, id: string) => cases.files.requireContent(id, actorAt(res))

  type DoneMessage = 'acceptance.staff.prepared' | 'acceptance.received'
  function redirectBack(res: Response, id: string, message: DoneMessage, gaps: Record<string, number> = {}): void {
    flashNotice(res, message, gaps)
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id/acceptance', { id }))
  }

  return router
}

const misfitFieldOf: Partial<Record<MessageKey, string>> = {
  'application.misfit': 'misfit',
  'application.misfit-new': 'misfit',
  'application.misfit-reason': 'misfitReason',
}

/** Rules for the scan of a signed contract: it can be added until the handover, for the version that the page showed. */
const signedRules =
  (version?: number): DocumentRules =>
  application => {
    if (!isAwaitingConditions(application)) throw conflict('acceptance.refused.closed')
    requireShownVersion(application, version)
    return { addable: ['signed_contract'], replaceable: () => false, removable: () => false }
  }
