import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Application } from '#models/cases/application.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { AppError, notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { openPlacesOf } from '#shared/texts/writing.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import {
  formFailure,
  id,
  namedErrors,
  readPath,
  typedText,
  type ErrorSummary,
  type FieldErrors,
  type FormFailure,
} from '#web/forms/forms.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { actorOf, dueInWords, readerAt, type DeskReader } from '#features/cases/desk/labels.ts'
import { recipientOfAct } from '#features/cases/desk/actions.ts'
import { dueOfText } from '#features/cases/writing/due.ts'
import { translationIn } from '#web/writing/reading.ts'
import { textIn } from '#features/cases/writing/to-translate.ts'
import { actInWords, languagesOf, partInWords } from './view.ts'

const textPath = z.object({ id, textId: id })

/** Texts of officers to applicants that a colleague translates before they are sent. */
export function textRoutes({ cases }: Pick<Services, 'cases'>): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/texts/:textId'

  router.get(at, staff('reviewer', 'decider'), async (req, res) => {
    renderText(res, textPage(readerAt(res), await shownAt(res, req.params)))
  })

  router.post(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    const shown = await shownAt(res, req.params)
    const body = (req.body ?? {}) as Record<string, unknown>
    const { texts, into } = shown.text
    const read = texts.map((part, index) => translationIn(body[nameOf(index)], part.text, into))
    const errors = errorsIn(read)
    if (Object.keys(errors).length > 0) {
      renderText(res, textPage(readerAt(res), { ...shown, failure: formFailure(req.body, errors) }), 422)
      return
    }
    const actor = actorOf(accountOf(res))
    try {
      await cases.texts.translate(
        id,
        actor,
        textId,
        read.map(({ translation }) => translation),
      )
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      const failure = formFailure(req.body, {})
      renderText(res, textPage(readerAt(res), { ...(await shownAt(res, req.params)), failure, alert: error.code }), 409)
      return
    }
    req.log.info({ account: actor.id, application: id, text: textId }, 'text translated')
    notice(res, 'writing.given')
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
  })

  router.post(`${at}/drop`, staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    const actor = actorOf(accountOf(res))
    await cases.files.requireContent(id, actor)
    await cases.texts.drop(id, actor, textId)
    req.log.info({ account: actor.id, application: id, text: textId }, 'text dropped')
    notice(res, 'writing.dropped')
    res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
  })

  /** Only where the content of the case is open to whoever asks. */
  async function shownAt(res: Response, params: unknown): Promise<TextShown> {
    const { id, textId } = readPath(textPath, params)
    const actor = actorOf(accountOf(res))
    await cases.files.requireContent(id, actor)
    const file = await cases.files.open(id, actor)
    const text = textIn(file.application, textId)
    if (!text) throw notFound('writing.gone')
    return {
      application: file.application,
      text,
      addressee: recipientOfAct(text.act, file, text.typed).name,
      now: cases.now(),
    }
  }

  return router
}

const nameOf = (index: number): string => `translation-${String(index)}`

/** Of each translation what keeps it from standing beside its original. */
const errorsIn = (read: readonly ReturnType<typeof translationIn>[]): FieldErrors =>
  Object.fromEntries(read.flatMap(({ wrong }, index) => (wrong ? [[nameOf(index), wrong]] : [])))

type Part = {
  label: string
  original: { label: string; lang: Locale; text: string; open: string | null }
  field: { name: string; label: string; value: string; rows: number; lang: Locale; error?: string }
}
type TextPage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  due: string | null
  alert: string | null
  errors: ErrorSummary
  parts: Part[]
  action: string
  back: string
}
const renderText = view<TextPage>('reviewing/text')

type TextShown = {
  application: Application
  text: TextToTranslate
  /** Whoever is to read it: the applicant, or somebody who objected. */
  addressee: string
  now: Date
  failure?: FormFailure
  alert?: AppError['code']
}

function textPage(reader: DeskReader, shown: TextShown): TextPage {
  const { t, locale } = reader
  const { application, text, addressee, now, failure, alert } = shown
  const reference = application.reference ?? ''
  const [id, textId] = [application._id.toHexString(), text._id.toHexString()]
  const back = pathTo(locale, '/staff/applications/:id', { id })
  const due = dueOfText(application)
  const parts = text.texts.map((_part, index) => partOf(reader, shown, index))
  return {
    title: t('writing.page.title', { languages: languagesOf(reader, text) }),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href: back },
      { label: t('writing.page.one') },
    ],
    lead: [
      t('writing.page.for', { act: actInWords(t, text.act), name: addressee }),
      t('writing.row.by', { name: text.by.name, when: formatInstant(locale, text.at) }),
    ].join(' · '),
    due: due && t('writing.row.due', { day: dueInWords(reader, due, cityDayOf(now)) }),
    alert: alert ? t(alert) : null,
    errors: namedErrors(t, failure?.errors, name => parts.find(({ field }) => field.name === name)?.field.label),
    parts,
    action: pathTo(locale, '/staff/applications/:id/texts/:textId', { id, textId }),
    back,
  }
}

function partOf({ t }: DeskReader, { text, failure }: TextShown, index: number): Part {
  const { name, text: original, translation: made } = text.texts[index] ?? { name: '', text: '' }
  const field = nameOf(index)
  const error = failure?.errors[field]
  const label = partInWords(t, text.act, name)
  const count = openPlacesOf(original)
  return {
    label,
    original: {
      label: t(`writing.label.original.${text.language}`),
      lang: text.language,
      text: original,
      open: count > 0 ? t('writing.page.open', { count }) : null,
    },
    field: {
      name: field,
      label: t(`writing.translation.${text.into}`, { field: label }),
      value: failure ? typedText(failure.typed, field) : (made ?? ''),
      rows: 8,
      lang: text.into,
      ...(error ? { error: t(error) } : {}),
    },
  }
}
