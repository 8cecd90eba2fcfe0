import { bands, spanOf, type Band, type Colleague, type WorkItem, type WorkSource } from '#shared/work.ts'
import type { CityDay } from '#shared/days/city-day.ts'

/** A handful: the rest is one click away. */
const shown = 5
export type Heap = { source: WorkSource; count: number; items: WorkItem[] }
export type Work = Record<Band, Heap[]>

/** Everything that waits for a colleague, the most urgent first; of each kind a handful, with how many there are. */
export async function workFor(sources: readonly WorkSource[], colleague: Colleague, today: CityDay): Promise<Work> {
  const theirs = sources.filter(({ roles }) => roles.includes(colleague.role))
  const asked = bands.map(async band => {
    const heaps = theirs
      .filter(source => source.bands.includes(band))
      .map(source => heapOf(source, colleague, { today, band }))
    return [
      band,
      byUrgency(
        (await Promise.all(heaps)).filter(({ count }) => count > 0),
        today,
      ),
    ] as const
  })
  return Object.fromEntries(await Promise.all(asked)) as Work
}

/** Of what is for later only the number is told. */
async function heapOf(
  source: WorkSource,
  colleague: Colleague,
  { today, band }: { today: CityDay; band: Band },
): Promise<Heap> {
  const span = spanOf(source, today, band)
  if (band === 'later') return { source, items: [], count: await source.count(colleague, span) }
  const items = await source.list(colleague, span, { skip: 0, limit: shown + 1 })
  const count = items.length > shown ? await source.count(colleague, span) : items.length
  return { source, count, items: items.slice(0, shown) }
}

/** The longest overdue first; what has no day counts as due today. */
function byUrgency(heaps: readonly Heap[], today: CityDay): Heap[] {
  const dayOf = ({ items }: Heap): CityDay => items[0]?.dueOn ?? today
  return heaps.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)))
}

const pageSize = 50
export type WorkPage = { source: WorkSource; items: WorkItem[]; count: number; page: number; more: boolean }

/** All of one kind, or of one band of it; null when there is no such kind for the colleague. */
export async function workOfKind(
  sources: readonly WorkSource[],
  colleague: Colleague,
  { kind, band, page, today }: { kind: string; band?: Band | undefined; page: number; today: CityDay },
): Promise<WorkPage | null> {
  const source = sources.find(one => one.kind === kind && one.roles.includes(colleague.role))
  if (!source) return null
  const span = spanOf(source, today, band)
  const part = { skip: (page - 1) * pageSize, limit: pageSize + 1 }
  const [items, count] = await Promise.all([source.list(colleague, span, part), source.count(colleague, span)])
  return { source, items: items.slice(0, pageSize), count, page, more: items.length > pageSize }
}
