import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { sendAttachment } from '#web/files/downloads.ts'
import { flashCaution, flashNotice } from '#web/forms/flash.ts'
import { readForm, errorSummary, type ErrorSummary, type FieldErrors } from '#web/forms/forms.ts'
import { currentPasswordField } from '#features/accounts/fields.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { deletionGraceDays } from '#features/accounts/deletion-service.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { BlockingCase } from '../ports.ts'
import { periodRows, type Periods } from '../periods.ts'

const archiveForm = z.object({ password: currentPasswordField })
/** The page has two forms, so their fields need different names. */
const deletionForm = z.object({ deletionPassword: currentPasswordField })

type Parts = Pick<Services, 'accounts' | 'privacy' | 'programme'>
const tooOften: readonly (MessageKey | undefined)[] = ['account.too-many', 'privacy.archive.too-many']

/** Pages where applicants export or delete their data. */
export function ownPrivacyRoutes({ accounts, privacy, programme }: Parts, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const here = (res: Response): string => `${pathTo(res.locals.locale, '/account/privacy')}#deletion`

  router.get('/account/privacy', applicant, async (_req, res) => {
    await show(res)
  })

  /** Responds with the file itself: a link to it would work without the password, and could be prefetched. */
  router.post('/account/privacy/archive', applicant, async (req, res) => {
    const account = accountOf(res)
    const form = readForm(archiveForm, req.body)
    const wrong = form.ok ? await findPasswordError(account.id, form.value.password) : form.errors.password
    const refusal = wrong ?? ((await accounts.own.noteArchive(account.id)) ? null : 'privacy.archive.too-many')
    if (refusal) {
      await show(res, { archive: { password: refusal } })
      return
    }
    req.log.info({ account: account.id }, 'archive of own data taken')
    const name = `startup-street-${cityDayOf(clock.now())}.zip`
    await sendAttachment(res, { name, mediaType: 'application/zip' }, privacy.archive(account, res.locals.locale))
  })

  router.post('/account/privacy/deletion', applicant, async (req, res) => {
    const { id } = accountOf(res)
    const form = readForm(deletionForm, req.body)
    const wrong = form.ok ? await findPasswordError(id, form.value.deletionPassword) : form.errors.deletionPassword
    if (wrong) {
      await show(res, { deletion: { deletionPassword: wrong } })
      return
    }
    if ((await privacy.whatStandsInTheWay(id)).length > 0) {
      await show(res, { alert: true })
      return
    }
    const dueAt = await accounts.leaving.askForDeletion(id)
    req.log.info({ account: id }, 'deletion of the account asked for')
    flashNotice(res, 'privacy.deletion.asked', { day: formatDay(res.locals.locale, dueAt) })
    res.redirect(303, here(res))
  })

  router.post('/account/privacy/keep', applicant, async (req, res) => {
    const { id } = accountOf(res)
    const wasKept = await accounts.leaving.keepAccount(id)
    req.log.info({ account: id, kept: wasKept }, 'deletion of the account called off')
    if (wasKept) flashNotice(res, 'privacy.deletion.kept-on')
    else flashCaution(res, 'privacy.deletion.too-late')
    res.redirect(303, here(res))
  })

  /** Returns the error for a wrong password; null when it is right. */
  async function findPasswordError(id: string, password: string): Promise<MessageKey | null> {
    const verdict = await accounts.own.confirmPassword(id, password)
    if (verdict.ok) return null
    return verdict.reason === 'wrong' ? 'account.password.wrong' : 'account.too-many'
  }

  async function show(res: Response, refused: Refused = {}): Promise<void> {
    const account = accountOf(res)
    const inTheWay = await privacy.whatStandsInTheWay(account.id)
    const settings = await programme.settings()
    renderOwnPrivacy(res, ownPrivacyPage(res.locals, { account, inTheWay, settings }, refused), statusOf(refused))
  }

  return router
}

function statusOf({ archive, deletion, alert }: Refused): number {
  if (alert) return 409
  const wrong = archive?.password ?? deletion?.deletionPassword
  if (!wrong) return 200
  return tooOften.includes(wrong) ? 429 : 422
}

type Line = { text: string; href: string }
type DeletionView = {
  lead: string
  gone: string[]
  kept: string[]
  /** What has to be ended first; a deletion cannot be requested before that. */
  first: Line[]
  action: string
  error: string | null
  /** When the account will be deleted and how to cancel that; null unless a deletion is pending. */
  waiting: { title: string; action: string } | null
}
type OwnPrivacyPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** Error message that does not belong to a field. */
  alert: string | null
  /** For the browser's password manager. */
  email: string
  archive: { action: string; error: string | null }
  deletion: DeletionView
  /** How long ended items are kept, by the settings. */
  periods: { label: string; value: string }[]
}
const renderOwnPrivacy = view<OwnPrivacyPage>('privacy/own')

type Shown = { account: SessionAccount; inTheWay: readonly BlockingCase[]; settings: Periods & { appealDays: number } }
/** Errors of a refused form; passwords are never sent back to the page. */
type Refused = { archive?: FieldErrors; deletion?: FieldErrors; alert?: boolean }

function ownPrivacyPage(speech: Reader, shown: Shown, refused: Refused = {}): OwnPrivacyPage {
  const { t, locale } = speech
  const labels = { password: 'account.field.password', deletionPassword: 'account.field.password' } as const
  return {
    title: t('privacy.own.title'),
    breadcrumb: [
      { label: t('account.settings.title'), href: pathTo(locale, '/account') },
      { label: t('privacy.own.title') },
    ],
    errors: errorSummary(t, refused.archive ?? refused.deletion, labels),
    alert: refused.alert ? t('privacy.deletion.refused') : null,
    email: shown.account.email,
    archive: { action: pathTo(locale, '/account/privacy/archive'), error: complaint(t, refused.archive?.password) },
    deletion: deletionView(speech, shown, refused),
    periods: periodRows(t, shown.settings),
  }
}

const complaint = (t: Translate, key: FieldErrors[string]): string | null => (key ? t(key) : null)

function deletionView({ t, locale }: Reader, shown: Shown, { deletion }: Refused): DeletionView {
  const { account, inTheWay, settings } = shown
  const day = account.deletionDueAt && formatDay(locale, account.deletionDueAt)
  return {
    lead: t('privacy.deletion.lead', { count: deletionGraceDays }),
    gone: (['account', 'drafts', 'cases', 'rest'] as const).map(what => t(`privacy.deletion.gone.${what}`)),
    kept: [
      t('privacy.deletion.kept.decision', { count: settings.appealDays }),
      t('privacy.deletion.kept.nameless'),
      t('privacy.deletion.kept.tenancy', { count: settings.keepTenanciesMonths }),
      t('privacy.deletion.kept.letter'),
    ],
    first: inTheWay.map(({ id, reference, premises, tenancy }) => ({
      text: t(tenancy ? 'privacy.deletion.first.tenancy' : 'privacy.deletion.first.case', { reference, premises }),
      href: pathTo(locale, '/applications/:id', { id }),
    })),
    action: pathTo(locale, '/account/privacy/deletion'),
    error: complaint(t, deletion?.deletionPassword),
    waiting: day
      ? { title: t('privacy.deletion.waiting', { day }), action: pathTo(locale, '/account/privacy/keep') }
      : null,
  }
}
