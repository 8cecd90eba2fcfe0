import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { forbidden } from '#shared/errors.ts'
import { accountOf, anyone, applicant } from '#web/access/access.ts'
import { withNextPath } from '#web/access/own-path.ts'
import { flashCaution, flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { casePath, startForm, startSearch } from '#features/cases/applicant/input.ts'
import type { Locale, Translate, Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { withAddedCodes } from '../candidates.ts'
import { revisionOf } from '../section-page.ts'
import { allNeededDocuments, type NeededDocuments } from '../needed-documents.ts'

type OwnedDraft = { id: string; applicantId: string }

/** Routes to begin an application, empty or from the one submitted before, and the page on what it needs. */
export function startingRoutes({
  applying,
  cases,
  premises,
}: Pick<Services, 'applying' | 'cases' | 'premises'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/needed', anyone, async (req, res) => {
    const [code = ''] = startSearch.parse(req.query).premises
    const summariesByCode = await premises.summaries.several(code ? [code] : [])
    const { account } = res.locals
    const page = neededPage(res.locals, summariesByCode.get(code) ?? null, cityDayOf(cases.now()))
    // Colleagues do not apply.
    if (account && account.role !== 'applicant') delete page.start
    renderNeeded(res, page)
  })

  router.post('/applications', anyone, async (req, res) => {
    const { premises, from } = readPath(startForm, req.body)
    const { account, locale } = res.locals
    // The user signs in first. The list then offers to start with the same premises.
    const query = premises.map(code => `premises=${code}`).join('&')
    const back = `${pathTo(locale, '/applications')}?${query}`
    if (!account) {
      res.redirect(303, withNextPath(`${pathTo(locale, '/sign-in')}?after=apply`, back))
      return
    }
    if (account.role !== 'applicant') throw forbidden()
    const { id, chosen, leftOut } = await applying.drafts.begin(account.id, premises)
    const owned = { id, applicantId: account.id }
    if (from === 'last') await applying.drafts.copyLast(owned)
    // After choosing several premises, the user sees their order on the page where it can be changed.
    const draft = chosen.length > 1 && (await addTo(owned, chosen))
    if (leftOut) flashCaution(res, 'apply.start.first-three')
    await cautionUnnamed(res, owned, premises)
    res.redirect(303, `${pathTo(locale, '/applications/:id', { id })}${draft ? '/choice' : ''}`)
  })

  /** Adds the chosen premises to a draft begun earlier, as far as it has room. Returns false when it is not a draft. */
  async function addTo(owned: OwnedDraft, chosen: readonly string[]): Promise<boolean> {
    const application = await cases.own.get(owned.id, owned.applicantId)
    if (application.state !== 'draft') return false
    const { choice = {} } = application.answers
    const rows = withAddedCodes(choice.premises, chosen)
    const lacking = rows.some(row => row !== '' && !application.premises.includes(row))
    const answers = { ...choice, premises: rows }
    if (lacking) await cases.answers.save(owned, 'choice', { answers, seen: Number(revisionOf(application, 'choice')) })
    return true
  }

  /**
   * Warns of the requested premises that the application does not name. They are taken, no row is left, or it was submitted.
   */
  async function cautionUnnamed(
    res: Response,
    { id, applicantId }: OwnedDraft,
    requestedCodes: readonly string[],
  ): Promise<void> {
    const { premises } = await cases.own.get(id, applicantId)
    const unnamed = requestedCodes.filter(code => !premises.includes(code))
    const codes = unnamed.join(res.locals.t('list.comma'))
    if (unnamed.length > 0) flashCaution(res, 'apply.start.not-named', { codes })
  }

  router.post('/applications/:id/copy', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const { copied } = await applying.drafts.copyLast({ id, applicantId: accountOf(res).id })
    if (copied) flashNotice(res, 'apply.copied.done', { reference: copied.reference })
    res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
  })

  return router
}

type NeededPage = {
  title: string
  breadcrumb: Breadcrumb
  needed: NeededDocuments
  /** The premises the user came from, while an application for it can begin. */
  start?: { code: string; action: string; back: string; label: string }
  find: string
}
const renderNeeded = view<NeededPage>('applying/needed')

/** Builds the public page on what an application needs. */
function neededPage({ t, locale }: Reader, summary: PremisesSummary | null, today: CityDay): NeededPage {
  const title = t('apply.needed.title')
  const premises = pathTo(locale, '/premises')
  const trail = summary
    ? [{ label: summary.code, href: pathTo(locale, '/premises/:code', { code: summary.code }) }]
    : []
  return {
    title,
    breadcrumb: [{ label: t('nav.premises'), href: premises }, ...trail, { label: title }],
    needed: allNeededDocuments({ t, locale }, today),
    ...(summary?.open ? { start: startOf(t, locale, summary.code) } : {}),
    find: premises,
  }
}

const startOf = (t: Translate, locale: Locale, code: string) => ({
  code,
  action: pathTo(locale, '/applications'),
  back: pathTo(locale, '/premises/:code', { code }),
  label: t('apply.start.title', { code }),
})
