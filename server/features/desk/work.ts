import { bands, spanOf, type Band, type Colleague, type WorkItem, type WorkSource } from '#shared/work.ts'
import type { CityDay } from '#shared/days/city-day.ts'

/** Items shown of each kind; a link leads to the rest. */
const maxShown = 5
/** An absent colleague for whom somebody does the work. */
export type Covered = { id: string; name: string }
/** `of`: whose work it is, if not the reader's own. */
export type WorkGroup = { source: WorkSource; of: Covered | null; count: number; items: WorkItem[] }
export type Work = Record<Band, WorkGroup[]>

type WorkQuery = { colleague: Colleague; covered: readonly Covered[]; today: CityDay }

/**
 * Returns the work that waits for a colleague and for those whom they cover for, most urgent first; a few items of each
 * kind, with the total number.
 */
export async function workFor(sources: readonly WorkSource[], asking: WorkQuery): Promise<Work> {
  const { colleague, covered, today } = asking
  const visibleSources = [null, ...covered].flatMap(of =>
    sources
      .filter(source => isVisibleTo(source, colleague, of))
      .map(source => ({ source, of, colleague: assigneeOf(colleague, of) })),
  )
  const found = await Promise.all(visibleSources.map(one => mayHaveWork(one, today)))
  const sourcesWithWork = visibleSources.filter((_, index) => found[index])
  const groupsByBand = bands.map(async band => {
    const sourcesOfBand = sourcesWithWork.filter(({ source }) => source.bands.includes(band))
    const groups = await Promise.all(sourcesOfBand.map(one => readGroup(one, { today, band })))
    const waiting = groups.filter(({ count }) => count > 0)
    return [band, sortByUrgency(waiting, today)] as const
  })
  return Object.fromEntries(await Promise.all(groupsByBand)) as Work
}

/** Work for a role is on the desk of everybody in that role, so only personally assigned work needs a cover. */
const isVisibleTo = ({ roles, own = [] }: WorkSource, { role }: Colleague, of: Covered | null): boolean =>
  (of ? own : roles).includes(role)

/** Role and buildings remain those of the reader. */
const assigneeOf = (colleague: Colleague, of: Covered | null): Colleague =>
  of ? { ...colleague, id: of.id, coveredBy: colleague.id } : colleague

type AssignedSource = { source: WorkSource; of: Covered | null; colleague: Colleague }

/** Most kinds have no work on most days: one look for any item saves reading each band. A single band is that look itself. */
async function mayHaveWork({ source, colleague }: AssignedSource, today: CityDay): Promise<boolean> {
  if (source.bands.length === 1) return true
  const items = await source.list(colleague, spanOf(source, today), { skip: 0, limit: 1 })
  return items.length > 0
}

/** For work that is due later only the number is read. */
async function readGroup(
  { source, of, colleague }: AssignedSource,
  { today, band }: { today: CityDay; band: Band },
): Promise<WorkGroup> {
  const span = spanOf(source, today, band)
  if (band === 'later') return { source, of, items: [], count: await source.count(colleague, span) }
  const items = await source.list(colleague, span, { skip: 0, limit: maxShown + 1 })
  const count = items.length > maxShown ? await source.count(colleague, span) : items.length
  return { source, of, count, items: items.slice(0, maxShown) }
}

/** Longest overdue first; work without a date counts as due today. */
function sortByUrgency(heaps: readonly WorkGroup[], today: CityDay): WorkGroup[] {
  const dayOf = ({ items }: WorkGroup): CityDay => items[0]?.dueOn ?? today
  return heaps.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)))
}

const pageSize = 50
export type WorkPage = WorkGroup & { page: number; more: boolean }
type KindQuery = { kind: string; band?: Band | undefined; page: number; of?: string | undefined }

/**
 * Returns all work of one kind, or of one band of it, of the colleague or of somebody they cover for (`of`). Null when the
 * colleague has no such kind of work or does not cover for that person.
 */
export async function workOfKind(
  sources: readonly WorkSource[],
  { kind, band, page, of: coveredId }: KindQuery,
  { colleague, covered, today }: WorkQuery,
): Promise<WorkPage | null> {
  const of = covered.find(({ id }) => id === coveredId) ?? null
  const source = sources.find(one => one.kind === kind && isVisibleTo(one, colleague, of))
  if (!source || (coveredId && !of)) return null
  const span = spanOf(source, today, band)
  const part = { skip: (page - 1) * pageSize, limit: pageSize + 1 }
  const assignee = assigneeOf(colleague, of)
  const [items, count] = await Promise.all([source.list(assignee, span, part), source.count(assignee, span)])
  return { source, of, items: items.slice(0, pageSize), count, page, more: items.length > pageSize }
}
