import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { outboxNames } from '#shared/outbox.ts'
import { staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  id,
  readForm,
  requiredLine,
  text,
  type FormFailure,
  errorSummary,
  inputValue,
  type ErrorSummary,
} from '#web/forms/forms.ts'
import type { Subject } from '#outside/audit.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Stuck } from './service.ts'

const named = { outbox: z.enum(outboxNames), document: id, key: text(300) }
const repeatForm = z.object(named)
const dropForm = z.object({ ...named, reason: requiredLine(500) })

/** Page of effects that failed and wait for an administrator, who retries or drops them. */
export function outboxRoutes({ outbox }: Pick<Services, 'outbox'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')

  router.get('/staff/outbox', administrator, async (_req, res) => {
    await show(res)
  })

  router.post('/staff/outbox/repeat', administrator, async (req, res) => {
    const form = readForm(repeatForm, req.body)
    await answer(res, form.ok ? () => outbox.repeat(form.value) : null, 'outbox.repeated', form)
  })

  router.post('/staff/outbox/drop', administrator, async (req, res) => {
    const form = readForm(dropForm, req.body)
    await answer(res, form.ok ? () => outbox.drop(form.value, form.value.reason) : null, 'outbox.dropped', form)
  })

  type DoneMessage = 'outbox.repeated' | 'outbox.dropped'
  async function answer(res: Response, act: (() => Promise<void>) | null, message: DoneMessage, form: { ok: boolean }) {
    if (!act) {
      await show(res, form as FormFailure, 422)
      return
    }
    try {
      await act()
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      await show(res, formFailure({}, { effects: error.code }), 409)
      return
    }
    flashNotice(res, message)
    res.redirect(303, pathTo(res.locals.locale, '/staff/outbox'))
  }

  async function show(res: Response, form?: FormFailure, status = 200): Promise<void> {
    renderOutbox(res, outboxPage(res.locals, await outbox.stuck(), form), status)
  }

  return router
}

type Row = {
  /** Id of its reason field, unique on the page. */
  domId: string
  outbox: string
  document: string
  key: string
  what: string
  about: { label: string; href: string }
  status: { tone: string; label: string }
  why: string
  /** Request id, to find it in the log. */
  request: string | null
  /** Whether it can be retried; kinds unknown to this release cannot. */
  repeatable: boolean
  reason: { value: string; error: string | null }
}
type OutboxPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  repeat: string
  drop: string
  rows: Row[]
}
const renderOutbox = view<OutboxPage>('outbox/list')

function outboxPage({ t, locale }: Reader, stuck: readonly Stuck[], form?: FormFailure): OutboxPage {
  const rows = stuck.map((one, index) => rowOf({ t, locale }, one, `reason-${String(index)}`, form))
  const wrong = rows.find(({ reason }) => reason.error)
  const summary = errorSummary(t, form?.errors, { reason: 'outbox.reason' })
  return {
    title: t('outbox.title'),
    breadcrumb: [{ label: t('staff.menu.desk'), href: pathTo(locale, '/staff') }, { label: t('outbox.title') }],
    errors: summary && wrong ? { items: summary.items.map(item => ({ ...item, href: `#${wrong.domId}` })) } : summary,
    repeat: pathTo(locale, '/staff/outbox/repeat'),
    drop: pathTo(locale, '/staff/outbox/drop'),
    rows,
  }
}

function rowOf({ t, locale }: Reader, one: Stuck, domId: string, form?: FormFailure): Row {
  const { outbox, document, key, kind, failed, subject, requestId } = one
  const isSubmittedForm =
    form && inputValue(form.typed, 'key') === key && inputValue(form.typed, 'document') === document
  const error = isSubmittedForm && form.errors.reason ? t(form.errors.reason) : null
  return {
    domId,
    outbox,
    document,
    key,
    repeatable: failed !== null,
    what: kindInWords(t, outbox, kind),
    about: { label: `${t(`acted.kind.${subject.kind}`)} ${subject.label ?? ''}`.trim(), href: hrefOf(locale, subject) },
    status: failed ? { tone: 'bad', label: t('outbox.parked') } : { tone: 'warn', label: t('outbox.unknown') },
    why: failed ? describeFailure({ t, locale }, failed) : t('outbox.unknown.why', { kind }),
    request: requestId && t('error.request-id', { id: requestId }),
    reason: { value: isSubmittedForm ? inputValue(form.typed, 'reason') : '', error },
  }
}

/** Returns the label of a kind; mails of viewings have labels of their own, and unknown kinds are shown as stored. */
function kindInWords(t: Translate, outbox: string, kind: string): string {
  const messageKey = `outbox.kind.${kind}`
  if (isMessageKey(messageKey)) return t(messageKey)
  return outbox === 'viewings' && kind.startsWith('viewing-') ? t('outbox.kind.mail') : kind
}

const describeFailure = ({ t, locale }: Reader, { failures, firstFailedAt, lastError }: NonNullable<Stuck['failed']>) =>
  t('outbox.failed', {
    count: failures,
    since: formatInstant(locale, firstFailedAt),
    error: isMessageKey(lastError) ? t(lastError) : lastError,
  })

const pathsBySubject: Partial<Record<Subject['kind'], string>> = {
  application: 'applications',
  tenancy: 'tenancies',
  enquiry: 'enquiries',
  viewing: 'viewings',
  account: 'users',
}
const hrefOf = (locale: Locale, { kind, id }: Subject): string =>
  `${pathTo(locale, '/staff')}/${pathsBySubject[kind] ?? ''}/${id}`
