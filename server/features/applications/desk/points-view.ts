import { pathTo } from '#server/paths.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import { discrepanciesIn, type Discrepancy, type JudgedPaper } from '#features/cases/answers/discrepancies.ts'
import { undecidedStates } from '#features/cases/states.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { reviewStateOf } from '#features/documents/review-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

/** What is missing or contradictory, with links; null once the case has been decided. */
export type PointsView = { items: { text: string; href: string | null }[] } | null

export function pointsView(
  reader: DeskReader,
  { application, closed, now }: CaseFile,
  documents: readonly ScannedDocument[],
): PointsView {
  if (closed || application.anonymisedAt || !undecidedStates.includes(application.state)) return null
  const found = discrepanciesIn(
    application,
    documents.filter(({ state }) => state === 'current').map(judged),
    cityDayOf(now),
  )
  const id = application._id.toHexString()
  // When several documents of one kind cause the same text, the first is enough.
  const byText = new Map(found.toReversed().map(one => [inWords(reader, one), placeOf(reader, id, one)]))
  return { items: [...byText].map(([text, href]) => ({ text, href })).reverse() }
}

const judged = (document: ScannedDocument): JudgedPaper => ({
  id: document._id.toHexString(),
  kind: document.kind,
  finding: reviewStateOf(document),
  foundAt: document.reviews.at(-1)?.at ?? null,
})

function placeOf({ locale }: DeskReader, id: string, found: Discrepancy): string | null {
  if ('paper' in found) return `${pathTo(locale, '/staff/applications/:id', { id })}?document=${found.paper}#documents`
  return 'section' in found ? `#answers-${found.section}` : null
}

function inWords({ t, locale }: DeskReader, found: Discrepancy): string {
  const kind = 'kind' in found ? t(`document.kind.${found.kind}`) : ''
  const day = (one: string) => formatCityDay(locale, one)
  switch (found.what) {
    case 'faulty':
      return t('case.point.faulty', { kind, finding: lower(t, found) })
    case 'company-paper':
      return t('case.point.company-paper', { kind, vehicle: t(`case.vehicle.${found.vehicle}`) })
    case 'changed-since':
      return t('case.point.changed-since', {
        kind,
        section: t(`apply.section.${found.section}`),
        day: formatDay(locale, found.day),
      })
    case 'passport-expired':
      return t('case.point.passport-expired', { day: day(found.day) })
    case 'passport-ends':
      return t('case.point.passport-ends', { day: day(found.day), opening: day(found.opening) })
    case 'opening-past':
      return t('case.point.opening-past', { opening: day(found.opening) })
    case 'unread':
      return t('case.point.unread', { count: found.count })
    default:
      return t(`case.point.${found.what}`, { kind })
  }
}

const lower = (t: Translate, { finding }: Extract<Discrepancy, { what: 'faulty' }>): string =>
  t(`document.review.${finding}`).toLowerCase()
