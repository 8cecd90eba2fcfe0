import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { eligibilityTerms } from '#models/incentives/content-vocabulary.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import {
  findingFor,
  questions,
  type Answers,
  type Finding,
  type Outcome,
  type Question,
  type Reason,
} from '../eligibility.ts'
import { incentiveCard, type IncentiveCard } from '../presentation.ts'
import type { ShownIncentive } from '../service.ts'
import { eligibilityAnswers, incentiveFilter, slugPath } from './input.ts'
import { incentiveListPage, incentivePage, renderIncentive, renderIncentiveList } from './page.ts'

/** Public routes for incentives and their sources. */
export function incentiveRoutes({ incentives }: Pick<Services, 'incentives'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/incentives', anyone, cachedPage('zone', 'category', 'audience'), async (req, res) => {
    const filter = incentiveFilter.parse(req.query)
    const [found, all] = await Promise.all([incentives.list(filter), incentives.list()])
    const categories = new Set(all.map(incentive => incentive.category))
    renderIncentiveList(res, incentiveListPage(res.locals, { filter, incentives: found, categories }))
  })

  router.get('/incentives/:slug', anyone, cachedPage(), async (req, res) => {
    const { slug } = readPath(slugPath, req.params)
    const [incentive, all, history] = await Promise.all([
      incentives.bySlug(slug),
      incentives.list(),
      incentives.historyOf(slug),
    ])
    if (!incentive) throw notFound()
    renderIncentive(res, incentivePage(res.locals, { incentive, all, history }))
  })

  /** The answers are query parameters. They are not stored, and the page is not cached. */
  router.get('/eligibility', anyone, async (req, res) => {
    const answers = eligibilityAnswers.parse(req.query)
    renderEligibility(res, eligibilityPage(res.locals, { answers, incentives: await incentives.list() }))
  })

  return router
}

type Found = IncentiveCard & { reasons: string[] }

type EligibilityPage = {
  title: string
  description: string
  breadcrumb: Breadcrumb
  action: string
  questions: { name: Question; legend: string; options: CheckedOption[] }[]
  /** Result; null before any question is answered. */
  result: { summary: string; groups: { outcome: Outcome; heading: string; found: Found[] }[] } | null
  again: string
  ask: string
}
const renderEligibility = view<EligibilityPage>('incentives/browse/eligibility')

type Asked = { answers: Answers; incentives: readonly ShownIncentive[] }

function eligibilityPage(words: Reader, { answers, incentives }: Asked): EligibilityPage {
  const { t, locale } = words
  const answered = questions.some(question => answers[question] !== undefined)
  return {
    title: t('eligibility.title'),
    description: t('eligibility.lead'),
    breadcrumb: [
      { label: t('incentives.title'), href: pathTo(locale, '/incentives') },
      { label: t('eligibility.title') },
    ],
    action: pathTo(locale, '/eligibility'),
    questions: questions.map(name => questionOf(words, name, answers[name])),
    result: answered ? resultOf(words, { answers, incentives }) : null,
    again: pathTo(locale, '/eligibility'),
    ask: `${pathTo(locale, '/contact')}?topic=incentives`,
  }
}

const optionsOf: Record<Question, readonly string[]> = { ...eligibilityTerms, zone: zones }

function questionOf({ t }: Reader, name: Question, answer: string | undefined): EligibilityPage['questions'][number] {
  const option = (value: string, index: number): CheckedOption => ({
    id: index === 0 ? name : `${name}-${value || 'open'}`,
    value,
    label: t(`eligibility.${name}.${value || 'open'}` as 'eligibility.citizenship.russia'),
    checked: (answer ?? '') === value,
  })
  return { name, legend: t(`eligibility.${name}`), options: [...optionsOf[name], ''].map(option) }
}

const outcomes = ['applies', 'confirm', 'no'] as const satisfies Outcome[]

function resultOf(words: Reader, { answers, incentives }: Asked): EligibilityPage['result'] {
  const { t } = words
  const judged = incentives.map(incentive => ({ incentive, finding: findingFor(incentive, answers) }))
  const groups = outcomes.map(outcome => ({
    outcome,
    heading: t(`eligibility.outcome.${outcome}`),
    found: judged
      .filter(({ finding }) => finding.outcome === outcome)
      .map(({ incentive, finding }) => foundOf(words, incentiveCard(words, incentive), finding)),
  }))
  const count = (outcome: Outcome) => judged.filter(({ finding }) => finding.outcome === outcome).length
  return {
    summary: t('eligibility.summary', { applies: count('applies'), confirm: count('confirm') }),
    groups: groups.filter(({ found }) => found.length > 0),
  }
}

/**
 * Returns an incentive with its reasons. The note is left out when it cannot be had. A note replaces the reason
 * "unconfirmed".
 */
function foundOf(words: Reader, card: IncentiveCard, { outcome, reasons }: Finding): Found {
  const note = outcome === 'no' ? null : card.note
  const left = reasons.filter(reason => !(note && reason.kind === 'state' && reason.state === 'unconfirmed'))
  return { ...card, note, reasons: left.map(reason => sentenceOf(words, reason)) }
}

function sentenceOf({ t }: Reader, reason: Reason): string {
  if (reason.kind === 'each_case') return t('eligibility.reason.each-case')
  if (reason.kind === 'state') return t(`eligibility.reason.${reason.state}` as 'eligibility.reason.expired')
  return t(`eligibility.${reason.kind}.${reason.question}`)
}
