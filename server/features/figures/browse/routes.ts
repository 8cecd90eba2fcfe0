import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { publishedStages, type MonthlyFigures } from '#models/reports/monthly-figures.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatPartialDate } from '#shared/days/partial-date.ts'
import { view } from '#web/pages/view.ts'
import { minCases } from '../rules.ts'

/** Monthly figures of the programme, for everyone. */
export function figuresRoutes({ figures }: Pick<Services, 'figures'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/figures', anyone, cachePage(), async (_req, res) => {
    renderFigures(res, figuresPage(res.locals, await figures.published()))
  })

  return router
}

/** `bar`: per cent of the cell's width that is filled. */
type Cell = { text: string; about?: string; bar?: number }
type FiguresPage = {
  title: string
  description: string
  columns: string[]
  rows: { month: string; cells: (Cell & { label: string })[] }[]
  none: boolean
  /** Number of omitted months without data, as a sentence; empty where there are none. */
  quiet: string
  notes: string[]
}
const renderFigures = view<FiguresPage>('figures/browse')

/** Month by month, newest first. */
function figuresPage(reader: Reader, months: readonly MonthlyFigures[]): FiguresPage {
  const { t, locale } = reader
  const stages = publishedStages.filter(stage => months.some(month => publishedFigureOf(month, stage)))
  const shown = months.filter((month, index) => index === 0 || !isQuiet(month))
  const quiet = months.length - shown.length
  const counted = [
    t('figures.applications'),
    t('figures.offers'),
    t('figures.contracts'),
    ...stages.map(stage => t(`figures.stage.${stage}`)),
    t('figures.occupancy'),
  ]
  return {
    title: t('figures.title'),
    description: t('figures.lead'),
    columns: [t('figures.month'), ...counted],
    rows: shown.map(figures => ({
      month: formatPartialDate(locale, figures._id),
      cells: [
        ...countsOf(reader, figures),
        ...stages.map(stage => stageCell(reader, publishedFigureOf(figures, stage))),
        occupancyOf(reader, figures),
      ].map((cell, index) => ({ ...cell, label: counted[index] ?? '' })),
    })),
    none: months.length === 0,
    quiet: quiet > 0 ? t('figures.quiet', { count: quiet }) : '',
    notes: [
      t('figures.note.computed'),
      ...(stages.length > 0 ? [t('figures.note.median', { count: minCases })] : []),
      t('figures.note.occupancy'),
    ],
  }
}

const countsOf = ({ locale }: Reader, { applications, offers, contracts }: MonthlyFigures): Cell[] =>
  [applications, offers, contracts].map(count => ({ text: formatNumber(locale, count, 0) }))

type Stage = (typeof publishedStages)[number]

/** Returns the published figure of a step in a month; nothing of so few cases that they might be identified. */
const publishedFigureOf = ({ stages }: MonthlyFigures, name: Stage) =>
  stages.find(({ stage, cases }) => stage === name && cases >= minCases)

const isQuiet = (month: MonthlyFigures): boolean =>
  month.applications + month.offers + month.contracts === 0 &&
  publishedStages.every(stage => !publishedFigureOf(month, stage))

const stageCell = ({ t, locale }: Reader, found: ReturnType<typeof publishedFigureOf>): Cell =>
  found ? { text: formatNumber(locale, found.medianDays, 1) } : { text: '—', about: t('figures.too-few') }

function occupancyOf({ t, locale }: Reader, { occupancy }: MonthlyFigures): Cell {
  const { let: taken, total } = occupancy
  const share = total === 0 ? 0 : Math.round((taken / total) * 100)
  return {
    text: t('figures.share', { share: formatNumber(locale, share, 0) }),
    about: t('figures.share.about', { taken: formatNumber(locale, taken, 0), total: formatNumber(locale, total, 0) }),
    bar: share,
  }
}
