import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Application } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { AppError } from '#shared/errors.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, id, readPath, type FormFailure } from '#web/forms/forms.ts'
import { errorsOfParts, partsOf, readParts, renderSideBySide, type SideBySide } from '#web/writing/side-by-side.ts'
import { dueInWords, readerAt, type DeskReader } from '#features/cases/desk/labels.ts'
import { requireDeclaration } from '#features/cases/desk/declaration-guard.ts'
import { recipientOf } from '#features/cases/desk/action.ts'
import { extentIn, type CaseActions } from '#features/cases/desk/action-list.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { dueOfText, requireText, textIn } from '#features/cases/writing/waiting-texts.ts'
import { trailOf } from '../breadcrumb.ts'
import {
  renderGone,
  translationBoxes,
  describeLateTranslation,
  type GonePage,
} from '#web/writing/missing-subject-page.ts'
import { rethrowAsNotFound, textOutcomeOf } from '#web/writing/text-log.ts'
import { languagesOf } from '#web/writing/waiting.ts'
import { actInWords, partInWords } from './view.ts'

const textPath = z.object({ id, textId: id })

/** Routes to translate officers' texts before they are sent. */
export function textRoutes({ cases }: Pick<Services, 'cases'>, { actions }: CaseDesk): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/texts/:textId'

  router.get(at, staff('reviewer', 'decider'), requireDeclaration({ cases }), async (req, res) => {
    renderSideBySide(res, textPage(readerAt(res), actions, await readText(res, req.params).catch(rethrowAsNotFound)))
  })

  router.post(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    const actor = actorAt(res)
    try {
      const shown = await readText(res, req.params)
      const { translations, errors } = readParts(shown.text, req.body, extentsIn(actions, shown.text))
      if (Object.keys(errors).length > 0) {
        renderSideBySide(
          res,
          textPage(readerAt(res), actions, { ...shown, failure: formFailure(req.body, errors) }),
          422,
        )
        return
      }
      await cases.texts.translate(id, actor, { textId, translations })
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      await showRefused(req, res, error.code)
      return
    }
    req.log.info({ account: actor.id, application: id, text: textId }, 'text translated')
    flashNotice(res, 'writing.given')
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
  })

  router.post(`${at}/drop`, staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    const actor = actorAt(res)
    await cases.files.requireContent(id, actor)
    await cases.texts.drop(id, actor, textId)
    req.log.info({ account: actor.id, application: id, text: textId }, 'text dropped')
    flashNotice(res, 'writing.dropped')
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
  })

  /** Shows a refused translation with what was typed: beside the present text or, when that no longer waits, by itself. */
  async function showRefused({ params, body }: Request, res: Response, alert: AppError['code']): Promise<void> {
    const { file, textId } = await openText(res, params)
    const line = textOutcomeOf(file.application.textLog, textId)
    if (!textIn(file.application, textId) && line) {
      renderGone(res, gonePage(readerAt(res), { application: file.application, line, body: body as unknown }), 409)
      return
    }
    const shown = { ...(await readText(res, params)), failure: formFailure(body, {}), alert }
    renderSideBySide(res, textPage(readerAt(res), actions, shown), 409)
  }

  async function readText(res: Response, params: unknown): Promise<TextShown> {
    const { file, textId } = await openText(res, params)
    const text = requireText(file.application, textId)
    const addressee = recipientOf(actions.named(text.act), file, text.typed).name
    return { application: file.application, text, addressee, now: cases.now() }
  }

  /** Returns the case. Throws when its content is closed to the user. */
  async function openText(res: Response, params: unknown) {
    const { id, textId } = readPath(textPath, params)
    const actor = actorAt(res)
    await cases.files.requireContent(id, actor)
    return { file: await cases.files.open(id, actor), textId }
  }

  return router
}

type TextShown = {
  application: Application
  text: TextToTranslate
  /** Who will read it: the applicant, or somebody who objected. */
  addressee: string
  now: Date
  failure?: FormFailure
  alert?: AppError['code']
}

function textPage(reader: DeskReader, actions: CaseActions, shown: TextShown): SideBySide {
  const { t, locale } = reader
  const { application, text, addressee, now, failure, alert } = shown
  const id = application._id.toHexString()
  const textId = text._id.toHexString()
  const back = pathTo(locale, '/staff/applications/:id', { id })
  const due = dueOfText(application)
  const parts = partsOf(reader, text, {
    failure,
    labelOf: name => partInWords(t, actions.named(text.act), name),
    extentOf: extentsIn(actions, text),
  })
  return {
    title: t('writing.page.title', { languages: languagesOf(reader, text) }),
    breadcrumb: trailOf(reader, application, t('writing.page.one')),
    lead: [
      t('writing.page.for', { act: actInWords(t, text.act), name: addressee }),
      t('writing.row.by', { name: text.by.name, when: formatInstant(locale, text.at) }),
    ].join(dot),
    due: due && t('writing.row.due', { day: dueInWords(reader, due, cityDayOf(now)) }),
    alert: alert ? { sentence: t(alert), now: null } : null,
    errors: errorsOfParts(t, parts, failure),
    outdated: null,
    hint: t('writing.page.hint'),
    seen: [],
    parts,
    submit: t('writing.page.save'),
    action: pathTo(locale, '/staff/applications/:id/texts/:textId', { id, textId }),
    back,
  }
}

/** Returns the limits of a text by the name of its field. */
const extentsIn =
  (actions: CaseActions, { act }: TextToTranslate) =>
  (name: string) =>
    extentIn(actions.named(act), name)

/** Returns the page for a translation that comes too late, with a link to the text that replaced the earlier one. */
function gonePage(
  reader: DeskReader,
  { application, line, body }: { application: Application; line: TextLogEntry; body: unknown },
): GonePage {
  const { t, locale } = reader
  const id = application._id.toHexString()
  const now = line.now && textIn(application, line.now.toHexString())
  const next = now && !now.translated ? { id, textId: now._id.toHexString() } : null
  return {
    title: t('writing.gone.title'),
    breadcrumb: trailOf(reader, application, t('writing.page.one')),
    ...describeLateTranslation(reader, {
      line,
      of: 'case',
      next: next && pathTo(locale, '/staff/applications/:id/texts/:textId', next),
      back: pathTo(locale, '/staff/applications/:id', { id }),
    }),
    typed: translationBoxes(reader, body, line.into),
  }
}
