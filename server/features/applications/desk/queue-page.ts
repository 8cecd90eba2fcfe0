import { pathTo } from '#server/paths.ts'
import { liveApplicationStates, type ApplicationState } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { formatNumber, formatShortDay } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { useInWords } from '#features/cases/answers/answers-in-words.ts'
import type { CaseLine, CaseLines } from '#features/cases/queue/case-queries.ts'
import { caseScopes, submittedStates, type CaseSort } from '#features/cases/queue/queue-search.ts'
import { pastHref } from '#features/deciding/desk/bulk/past-page.ts'
import type { QueueQuery } from '#features/cases/desk/input.ts'
import type { ComingRow } from '#features/reviewing/desk/interviews/view.ts'
import { isLate } from '#features/cases/status/due.ts'
import { dueInWords, stateLabel, vehicleInWords, waitingInWords, type DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { bulkActions } from '#models/deciding/bulk-decision.ts'

type Column = { label: string; href?: string; direction?: 'ascending' | 'descending'; number?: boolean }
type Row = {
  tick: Tick
  href: string
  reference: string
  applicant: string
  /** Null when unknown yet or closed to this reader. Phones then omit the line. */
  vehicle: string | null
  premises: { code: string; href: string } | null
  use: string | null
  state: { tone: string; label: string }
  /** Day by which the office plans to finish the step. */
  due: { text: string; late: boolean } | null
  submitted: string
  waiting: string
  score: string | null
  assignee: string
  unanswered: string | null
}
type QueuePage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  summary: string
  waiting: string
  past: string | null
  interviews: readonly ComingRow[]
  steps: { label: string; count: string; href: string; current: boolean }[]
  /** Cases in which the applicant waits for an answer; null when there are none. */
  unanswered: { label: string; count: string; href: string; current: boolean } | null
  action: string
  q: string
  sort: string
  states: Option[]
  uses: Option[]
  assignees: Option[]
  filtered: boolean
  labels: Record<string, string>
  columns: Column[]
  rows: Row[]
  bulk: BulkBar
  pages: Pagination | null
}
export const renderQueue = view<QueuePage>('applications/desk/queue')

export type QueueView = {
  query: QueueQuery
  found: CaseLines
  counts: Partial<Record<ApplicationState, number>>
  /** Officers to whom a case can be assigned. */
  colleagues: readonly { id: string; name: string }[]
  /** Names of the officers on this page, by id. */
  names: ReadonlyMap<string, string>
  /** Number of cases with unanswered messages. */
  unanswered: number
  /** Ids of the cases whose content is open to the reader. Answers and scores of the others are not shown. */
  open: ReadonlySet<string>
  today: CityDay
  interviews: readonly ComingRow[]
  /** Whether some of the premises are invented. */
  demo: boolean
}

/** Steps of the office, in the order of a case. */
const steps = liveApplicationStates.filter(state => state !== 'draft')
const columnOrder = [
  'reference',
  'applicant',
  'vehicle',
  'premises',
  'use',
  'state',
  'submitted',
  'waiting',
  'score',
  'assignee',
] as const
const sortable: readonly string[] = ['reference', 'applicant', 'vehicle', 'premises', 'use', 'submitted', 'score']

export function queuePage(reader: DeskReader, view: QueueView): QueuePage {
  const { t, locale } = reader
  const { query, found } = view
  const link = (changes: Partial<QueueQuery>) => queueHref(locale, { ...query, page: 1, ...changes })
  return {
    title: t('case.queue.title'),
    demo: view.demo,
    breadcrumb: [deskCrumb({ t, locale }), { label: t('case.queue.title') }],
    summary: t('case.queue.found', { count: found.total }),
    waiting: pathTo(locale, '/staff/applications/waiting'),
    past: pastHref(reader),
    interviews: view.interviews,
    steps: stepsOf(reader, view),
    unanswered: unansweredOf(reader, view),
    action: pathTo(locale, '/staff/applications'),
    q: query.q ?? '',
    sort: query.sort,
    states: [...caseScopes, ...submittedStates].map(value => ({
      value,
      label: isScope(value) ? t(`case.queue.scope.${value}`) : t(`application.state.${value}`),
      selected: query.state === value,
    })),
    uses: useClasses.map(value => ({
      value,
      label: useInWords(t, value),
      selected: query.use === value,
    })),
    assignees: assigneeOptions(reader, view),
    filtered: Boolean(query.q ?? query.use ?? query.assignee ?? query.messages) || query.state !== 'open',
    labels: Object.fromEntries(columnOrder.map(name => [name, t(`case.column.${name}`)])),
    columns: columnOrder.map(name => columnOf(reader, name, query.sort, sort => link({ sort }))),
    rows: found.items.map(line => rowOf(reader, line, view)),
    bulk: bulkBar(reader, query, found),
    pages: paginationOf(t, found, page => queueHref(locale, { ...query, page })),
  }
}

const isScope = (value: string): value is (typeof caseScopes)[number] =>
  (caseScopes as readonly string[]).includes(value)

/** Returns the address of a view of the queue, without default values. */
function queueHref(locale: Locale, { state, sort, page, ...filters }: QueueQuery): string {
  const { q, use, assignee, messages } = filters
  const usual = { state: 'open', sort: 'submitted', page: '1' }
  const parameters = Object.entries({ q, state, use, assignee, messages, sort, page: String(page) })
  const query = new URLSearchParams(
    parameters.flatMap(([name, value]) =>
      value && value !== usual[name as keyof typeof usual] ? [[name, value] as [string, string]] : [],
    ),
  )
  const text = query.toString()
  return `${pathTo(locale, '/staff/applications')}${text ? `?${text}` : ''}`
}

function stepsOf({ t, locale }: DeskReader, { counts, query }: QueueView): QueuePage['steps'] {
  return steps
    .filter(state => (counts[state] ?? 0) > 0 || query.state === state)
    .map(state => ({
      label: t(`application.state.${state}`),
      count: formatNumber(locale, counts[state] ?? 0),
      href: queueHref(locale, { state, sort: 'submitted', page: 1 }),
      current: query.state === state,
    }))
}

function unansweredOf({ t, locale }: DeskReader, { unanswered, query }: QueueView): QueuePage['unanswered'] {
  const current = query.messages === 'unanswered'
  if (unanswered === 0 && !current) return null
  const href = queueHref(locale, { state: 'all', messages: 'unanswered', sort: 'submitted', page: 1 })
  return { label: t('case.queue.unanswered'), count: formatNumber(locale, unanswered), href, current }
}

function assigneeOptions({ t, account }: DeskReader, { query, colleagues }: QueueView): Option[] {
  const option = (value: string, label: string) => ({ value, label, selected: query.assignee === value })
  return [
    option('me', t('case.queue.mine')),
    option('nobody', t('case.queue.unassigned')),
    ...colleagues.filter(({ id }) => id !== account.id).map(({ id, name }) => option(id, name)),
  ]
}

/** Returns a column header. Its link sorts by the column, or reverses the order if already sorted by it. */
function columnOf(
  { t }: DeskReader,
  name: (typeof columnOrder)[number],
  sort: CaseSort,
  hrefOf: (sort: CaseSort) => string,
): Column {
  const column: Column = {
    label: t(`case.column.${name}`),
    ...(name === 'waiting' || name === 'score' ? { number: true } : {}),
  }
  if (!sortable.includes(name)) return column
  const ascending = name as CaseSort
  const descending = `-${name}` as CaseSort
  if (sort === ascending) return { ...column, href: hrefOf(descending), direction: 'ascending' }
  if (sort === descending) return { ...column, href: hrefOf(ascending), direction: 'descending' }
  return { ...column, href: hrefOf(ascending) }
}

function rowOf(reader: DeskReader, line: CaseLine, { query, today, names, open }: QueueView): Row {
  const { t, locale } = reader
  const [first] = line.premises
  const isOpen = open.has(line._id.toHexString())
  return {
    tick: tickOf(reader, query, line),
    href: pathTo(locale, '/staff/applications/:id', { id: line._id.toHexString() }),
    reference: line.reference ?? '—',
    applicant: line.applicantName ?? '—',
    ...answersInWords(reader, isOpen ? line : {}),
    premises: first ? premisesLink(locale, first) : null,
    state: stateLabel(t, line.state),
    due: dueOf(reader, line, today),
    submitted: dayOf(locale, line.submittedAt),
    waiting: waitingInWords(t, line, today),
    score: isOpen ? scoreInWords(locale, line) : null,
    assignee: nameOf(names, line),
    unanswered: line.unansweredMessages ? t('case.message.count', { count: line.unansweredMessages }) : null,
  }
}

function answersInWords({ t }: DeskReader, { snapshot }: Pick<CaseLine, 'snapshot'>): Pick<Row, 'vehicle' | 'use'> {
  const { company, plan } = snapshot?.answers ?? {}
  return {
    vehicle: company?.vehicle ? vehicleInWords(t, company.vehicle) : null,
    use: plan?.useClass ? useInWords(t, plan.useClass) : null,
  }
}

/** Returns the office's deadline; null while the applicant is asked for information. */
const dueOf = ({ t, locale }: DeskReader, { dueOn, state }: CaseLine, today: CityDay): Row['due'] =>
  dueOn && state !== 'information_requested'
    ? {
        text: [t('case.fact.due'), dueInWords({ t, locale }, dueOn, today)].join(t('list.colon')),
        late: isLate(dueOn, today),
      }
    : null

const scoreInWords = (locale: Locale, { score }: CaseLine): string | null =>
  typeof score === 'number' ? formatNumber(locale, score, 1) : null

const nameOf = (names: QueueView['names'], { assignee }: CaseLine): string =>
  names.get(assignee?.toHexString() ?? '') ?? '—'

const premisesLink = (locale: Locale, code: string) => ({ code, href: pathTo(locale, '/premises/:code', { code }) })

const dayOf = (locale: Locale, instant: Date | null | undefined): string =>
  instant ? formatShortDay(locale, instant) : '—'

/** Checkbox to select a case; null when bulk decisions are not possible. */
type Tick = { id: string; label: string } | null
/** Buttons for bulk decisions. */
type BulkBar = { action: string; buttons: { value: string; label: string }[] } | null

/** Checks whether all cases on the page await a decision and the reader is a decider. */
const canBulk = ({ account }: DeskReader, { state }: QueueQuery): boolean =>
  state === 'decision' && account.role === 'decider'

function tickOf(reader: DeskReader, query: QueueQuery, { _id, reference }: CaseLine): Tick {
  if (!canBulk(reader, query)) return null
  return { id: _id.toHexString(), label: reader.t('bulk.tick', { reference: String(reference) }) }
}

function bulkBar(reader: DeskReader, query: QueueQuery, { items }: CaseLines): BulkBar {
  const { t, locale } = reader
  if (!canBulk(reader, query) || items.length === 0) return null
  return {
    action: pathTo(locale, '/staff/applications/bulk'),
    buttons: bulkActions.map(value => ({ value, label: t(`bulk.action.${value}`) })),
  }
}
