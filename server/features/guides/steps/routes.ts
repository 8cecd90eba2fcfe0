import type { CityDay } from '#shared/days/city-day.ts'
import { Router } from 'express'
import { publishedStages, type MonthlyFigures, type PublishedStage } from '#models/reports/monthly-figures.ts'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { formatPartialDate } from '#shared/days/partial-date.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { rentFreeSentence } from '#features/incentives/rent-free-document.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { papersByTime } from '#features/cases/papers/papers-in-words.ts'
import { newestMedians, type Median } from '#features/figures/rules.ts'
import type { ProgrammeSettings } from '#features/programme/rules.ts'
import { costs, steps } from '../doing-business.ts'

/** How to get a unit, step by step, for everyone. */
export function stepRoutes({ programme, figures, guides }: Pick<Services, 'programme' | 'figures' | 'guides'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/how-it-works', anyone, cachePage(), async (_req, res) => {
    const [settings, months] = await Promise.all([programme.settings(), figures.published()])
    renderSteps(res, stepsPage(res.locals, { settings, months, today: guides.today() }))
  })

  return router
}

type Step = { name: string; title: string; text: string; who: string; times: string[]; links: Link[] }
type Link = { label: string; href: string }

type StepsPage = {
  title: string
  description: string
  breadcrumb: Breadcrumb
  programme: string
  who: string
  steps: Step[]
  /** Shown where no step has published figures yet. */
  noFigures: string
  costs: { label: string; value: string }[]
  papers: ReturnType<typeof papersByTime>
  files: string
  links: { figures: string; answers: string; finder: string; guides: string }
}
const renderSteps = view<StepsPage>('guides/steps')

type StepsPageOptions = { settings: ProgrammeSettings; months: readonly MonthlyFigures[]; today: CityDay }

function stepsPage(reader: Reader, { settings, months, today }: StepsPageOptions): StepsPage {
  const { t, locale } = reader
  const medians = newestMedians(months)
  return {
    title: t('guides.how.title'),
    description: t('guides.how.lead'),
    breadcrumb: [{ label: t('nav.guides'), href: pathTo(locale, '/guides') }, { label: t('guides.how.title') }],
    programme: t('guides.programme.text', { months: settings.rentFreeMonths, confirmation: rentFreeSentence(reader) }),
    who: t(settings.citizenships === 'any' ? 'guides.programme.anybody' : 'guides.programme.listed'),
    steps: steps.map(step => stepOf(reader, step, { settings, medians })),
    noFigures: publishedStages.some(stage => medians[stage]) ? '' : t('guides.how.no-figures'),
    costs: costs.map(name => ({ label: t(`guides.cost.${name}`), value: t(`guides.cost.${name}.who`) })),
    papers: papersByTime(reader, today),
    files: t('guides.papers.files', paperLimits(locale)),
    links: {
      figures: pathTo(locale, '/figures'),
      answers: pathTo(locale, '/answers'),
      finder: pathTo(locale, '/finder'),
      guides: pathTo(locale, '/guides'),
    },
  }
}

type StepName = (typeof steps)[number]
type Facts = { settings: ProgrammeSettings; medians: Partial<Record<PublishedStage, Median>> }

const actors: Record<StepName, 'you' | 'office' | 'both'> = {
  find: 'you',
  prepare: 'you',
  apply: 'you',
  review: 'office',
  decision: 'office',
  offer: 'you',
  company: 'you',
  contract: 'both',
  handover: 'both',
}
const stagesOf: Partial<Record<StepName, readonly PublishedStage[]>> = {
  review: ['screening', 'review'],
  decision: ['decision'],
  offer: ['offered'],
}

function stepOf(reader: Reader, step: StepName, { settings, medians }: Facts): Step {
  const { t, locale } = reader
  const { offerDays, answerDays, rentFreeMonths, draftDays } = settings
  const took = (stagesOf[step] ?? []).flatMap(stage => {
    const median = medians[stage]
    if (!median) return []
    const month = formatPartialDate(locale, median.month)
    return [t(`guides.how.took.${stage}`, { month, days: formatNumber(locale, median.days, 1) })]
  })
  return {
    name: step,
    title: t(`guides.how.step.${step}`),
    text: t(`guides.step.${step}`, { offerDays, answerDays, rentFreeMonths, draftDays }),
    who: t(`guides.how.who.${actors[step]}`),
    times: [plannedTime(reader, step, settings), ...took],
    links: linksOf(reader, step),
  }
}

/** Planned duration of a step, by the programme's settings. */
function plannedTime(
  { t }: Reader,
  step: StepName,
  { intakeDays, decisionDays, offerDays }: ProgrammeSettings,
): string {
  switch (step) {
    case 'review':
      return t('guides.how.time.intake', { days: intakeDays })
    case 'decision':
      return t('guides.how.time.decision', { days: decisionDays })
    case 'offer':
      return t('guides.how.time.offer', { days: offerDays })
    case 'company':
    case 'contract':
      return t('guides.how.time.conditions')
    case 'handover':
      return t('guides.how.time.handover')
    default:
      return t('guides.how.time.yours')
  }
}

function linksOf({ t, locale }: Reader, step: StepName): Link[] {
  if (step === 'find') {
    return [
      { label: t('finder.title'), href: pathTo(locale, '/finder') },
      { label: t('nav.premises'), href: pathTo(locale, '/premises') },
    ]
  }
  return step === 'prepare' ? [{ label: t('apply.needed.title'), href: pathTo(locale, '/applications/needed') }] : []
}
