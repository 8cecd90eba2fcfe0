import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachedPage } from '#web/pages/page-memory.ts'
import { publishedStages, type MonthlyFigures } from '#models/reports/monthly-figures.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatPartialDate } from '#shared/days/partial-date.ts'
import { view } from '#web/pages/view.ts'
import { fewestCases } from '../rules.ts'

/** The monthly figures of the programme, for anyone. */
export function figuresRoutes({ figures }: Pick<Services, 'figures'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/figures', anyone, cachedPage(), async (_req, res) => {
    renderFigures(res, figuresPage(res.locals, await figures.published()))
  })

  return router
}

type Cell = { text: string; about?: string }
type FiguresPage = {
  title: string
  description: string
  columns: string[]
  rows: { month: string; cells: Cell[] }[]
  none: boolean
  notes: string[]
}
const renderFigures = view<FiguresPage>('figures/browse')

/** Month by month, the newest first. */
function figuresPage(words: Reader, months: readonly MonthlyFigures[]): FiguresPage {
  const { t } = words
  return {
    title: t('figures.title'),
    description: t('figures.lead'),
    columns: [
      t('figures.month'),
      t('figures.applications'),
      t('figures.offers'),
      t('figures.contracts'),
      ...publishedStages.map(stage => t(`figures.stage.${stage}`)),
      t('figures.occupancy'),
    ],
    rows: months.map(figures => ({
      month: formatPartialDate(words.locale, figures._id),
      cells: [...countsOf(words, figures), ...stagesOf(words, figures), occupancyOf(words, figures)],
    })),
    none: months.length === 0,
    notes: [t('figures.note.computed'), t('figures.note.median', { count: fewestCases }), t('figures.note.occupancy')],
  }
}

const countsOf = ({ locale }: Reader, { applications, offers, contracts }: MonthlyFigures): Cell[] =>
  [applications, offers, contracts].map(count => ({ text: formatNumber(locale, count, 0) }))

const stagesOf = ({ t, locale }: Reader, { stages }: MonthlyFigures): Cell[] =>
  publishedStages.map(name => {
    const found = stages.find(({ stage }) => stage === name)
    if (!found || found.cases < fewestCases) return { text: '—', about: t('figures.too-few') }
    return { text: formatNumber(locale, found.medianDays, 1) }
  })

function occupancyOf({ t, locale }: Reader, { occupancy }: MonthlyFigures): Cell {
  const { let: taken, total } = occupancy
  const share = total === 0 ? 0 : Math.round((taken / total) * 100)
  return {
    text: t('figures.share', { share: formatNumber(locale, share, 0) }),
    about: t('figures.share.about', { taken: formatNumber(locale, taken, 0), total: formatNumber(locale, total, 0) }),
  }
}
