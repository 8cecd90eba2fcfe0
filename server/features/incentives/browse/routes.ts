import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { eligibilityTerms } from '#models/incentives/content-vocabulary.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import {
  judgeIncentive,
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

  router.get('/incentives', anyone, cachePage('zone', 'category', 'audience'), async (req, res) => {
    const filter = incentiveFilter.parse(req.query)
    const [found, all] = await Promise.all([incentives.list(filter), incentives.list()])
    const categories = new Set(all.map(incentive => incentive.category))
    renderIncentiveList(res, incentiveListPage(res.locals, { filter, incentives: found, categories }))
  })

  router.get('/incentives/:slug', anyone, cachePage(), async (req, res) => {
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

type JudgedCard = IncentiveCard & { reasons: string[] }

type EligibilityPage = {
  title: string
  description: string
  breadcrumb: Breadcrumb
  action: string
  questions: { name: Question; legend: string; options: CheckedOption[] }[]
  /** Result; null before any question is answered. */
  result: { summary: string; groups: { outcome: Outcome; heading: string; found: JudgedCard[] }[] } | null
  again: string
  ask: string
}
const renderEligibility = view<EligibilityPage>('incentives/browse/eligibility')

type EligibilityRequest = { answers: Answers; incentives: readonly ShownIncentive[] }

function eligibilityPage(reader: Reader, { answers, incentives }: EligibilityRequest): EligibilityPage {
  const { t, locale } = reader
  const answered = questions.some(question => answers[question] !== undefined)
  return {
    title: t('eligibility.title'),
    description: t('eligibility.lead'),
    breadcrumb: [
      { label: t('incentives.title'), href: pathTo(locale, '/incentives') },
      { label: t('eligibility.title') },
    ],
    action: pathTo(locale, '/eligibility'),
    questions: questions.map(name => questionOf(reader, name, answers[name])),
    result: answered ? resultOf(reader, { answers, incentives }) : null,
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

function resultOf(reader: Reader, { answers, incentives }: EligibilityRequest): EligibilityPage['result'] {
  const { t } = reader
  const judged = incentives.map(incentive => ({ incentive, finding: judgeIncentive(incentive, answers) }))
  const groups = outcomes.map(outcome => ({
    outcome,
    heading: t(`eligibility.outcome.${outcome}`),
    found: judged
      .filter(({ finding }) => finding.outcome === outcome)
      .map(({ incentive, finding }) => toJudgedCard(reader, incentiveCard(reader, incentive), finding)),
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
function toJudgedCard(reader: Reader, card: IncentiveCard, { outcome, reasons }: Finding): JudgedCard {
  const note = outcome === 'no' ? null : card.note
  const shownReasons = reasons.filter(reason => !(note && reason.kind === 'state' && reason.state === 'unconfirmed'))
  return { ...card, note, reasons: shownReasons.map(reason => sentenceOf(reader, reason)) }
}

function sentenceOf({ t }: Reader, reason: Reason): string {
  if (reason.kind === 'each_case') return t('eligibility.reason.each-case')
  if (reason.kind === 'state') return t(`eligibility.reason.${reason.state}` as 'eligibility.reason.expired')
  return t(`eligibility.${reason.kind}.${reason.question}`)
}
