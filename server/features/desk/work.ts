import { bands, spanOf, type Band, type Colleague, type WorkItem, type WorkSource } from '#shared/work.ts'
import type { CityDay } from '#shared/days/city-day.ts'

/** Items shown of each kind; a link leads to the rest. */
const shown = 5
/** An absent colleague for whom somebody does the work. */
export type Covered = { id: string; name: string }
/** `of`: whose work it is, if not the reader's own. */
export type Heap = { source: WorkSource; of: Covered | null; count: number; items: WorkItem[] }
export type Work = Record<Band, Heap[]>

type Asking = { colleague: Colleague; covered: readonly Covered[]; today: CityDay }

/**
 * Returns the work that waits for a colleague and for those whom they cover for, most urgent first; a few items of each
 * kind, with the total number.
 */
export async function workFor(sources: readonly WorkSource[], asking: Asking): Promise<Work> {
  const { colleague, covered, today } = asking
  const hands = [null, ...covered].flatMap(of =>
    sources.filter(source => isFor(source, colleague, of)).map(source => ({ source, of })),
  )
  const asked = bands.map(async band => {
    const heaps = hands
      .filter(({ source }) => source.bands.includes(band))
      .map(({ source, of }) => heapOf({ source, of, colleague: inHandsOf(colleague, of) }, { today, band }))
    const waiting = (await Promise.all(heaps)).filter(({ count }) => count > 0)
    return [band, byUrgency(waiting, today)] as const
  })
  return Object.fromEntries(await Promise.all(asked)) as Work
}

/** Work for a role is on the desk of everybody in that role, so only personally assigned work needs a cover. */
const isFor = ({ roles, own = [] }: WorkSource, { role }: Colleague, of: Covered | null): boolean =>
  (of ? own : roles).includes(role)

/** Role and buildings remain those of the reader. */
const inHandsOf = (colleague: Colleague, of: Covered | null): Colleague =>
  of ? { ...colleague, id: of.id, coveredBy: colleague.id } : colleague

type Hand = { source: WorkSource; of: Covered | null; colleague: Colleague }

/** For work that is due later only the number is read. */
async function heapOf({ source, of, colleague }: Hand, { today, band }: { today: CityDay; band: Band }): Promise<Heap> {
  const span = spanOf(source, today, band)
  if (band === 'later') return { source, of, items: [], count: await source.count(colleague, span) }
  const items = await source.list(colleague, span, { skip: 0, limit: shown + 1 })
  const count = items.length > shown ? await source.count(colleague, span) : items.length
  return { source, of, count, items: items.slice(0, shown) }
}

/** Longest overdue first; work without a date counts as due today. */
function byUrgency(heaps: readonly Heap[], today: CityDay): Heap[] {
  const dayOf = ({ items }: Heap): CityDay => items[0]?.dueOn ?? today
  return heaps.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)))
}

const pageSize = 50
export type WorkPage = Heap & { page: number; more: boolean }
type AskedKind = { kind: string; band?: Band | undefined; page: number; of?: string | undefined }

/**
 * Returns all work of one kind, or of one band of it, of the colleague or of somebody they cover for (`of`). Null when the
 * colleague has no such kind of work or does not cover for that person.
 */
export async function workOfKind(
  sources: readonly WorkSource[],
  { kind, band, page, of: whose }: AskedKind,
  { colleague, covered, today }: Asking,
): Promise<WorkPage | null> {
  const of = covered.find(({ id }) => id === whose) ?? null
  const source = sources.find(one => one.kind === kind && isFor(one, colleague, of))
  if (!source || (whose && !of)) return null
  const span = spanOf(source, today, band)
  const part = { skip: (page - 1) * pageSize, limit: pageSize + 1 }
  const asked = inHandsOf(colleague, of)
  const [items, count] = await Promise.all([source.list(asked, span, part), source.count(asked, span)])
  return { source, of, items: items.slice(0, pageSize), count, page, more: items.length > pageSize }
}
