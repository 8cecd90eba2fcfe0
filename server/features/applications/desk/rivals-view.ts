import { pathTo } from '#server/paths.ts'
import type { Answers } from '#models/cases/application.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { useInWords } from '#features/cases/answers/answers-in-words.ts'
import { fieldsOf } from '#features/cases/answers/fields.ts'
import { answerInFigures } from '#features/cases/answers/plain-answers.ts'
import { stateLabel, vehicleInWords, type DeskReader } from '#features/cases/desk/labels.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Rivals, RivalCase } from '#features/cases/queue/rivals.ts'
import { undecidedStates } from '#features/cases/states.ts'
import { scoreOf } from '#features/cases/review/rubric.ts'
import { seesAllScores } from './history-view.ts'

type RivalRow = {
  reference: string
  applicant: string
  /** Link to the case; null for the present case. */
  href: string | null
  wants: string[]
  state: { tone: string; label: string }
  plan: string[]
  score: string
  /** Why its content is not shown. */
  closed: string | null
}
/** Cases that want the same units, the present one first; null once decided or when the case is closed to the reader. */
export type RivalsView = {
  rows: RivalRow[]
  /** Whether no other case wants them. */ alone: boolean
  more: { label: string; href: string }[]
} | null

export function rivalsView(reader: DeskReader, { application, closed }: CaseFile, rivals: Rivals | null): RivalsView {
  if (closed || !rivals || !undecidedStates.includes(application.state)) return null
  const codes = application.premises
  // Reviewers who still have to give scores do not see the scores of competing cases.
  const scored = seesAllScores(reader, application)
  const rowOf = (wish: RivalCase, href: string | null): RivalRow => ({
    ...headOf(reader, wish, { codes, href }),
    plan: planInWords(reader, wish.snapshot?.answers ?? {}),
    score: scored ? scoreInWords(reader, wish) : '—',
    closed: null,
  })
  const others = rivals.items.map(({ line, closed: why }) => {
    const href = pathTo(reader.locale, '/staff/applications/:id', { id: line._id.toHexString() })
    if (!why) return rowOf(line, href)
    return { ...headOf(reader, line, { codes, href }), plan: [], score: '—', closed: reader.t(reasons[why]) }
  })
  const rows = [rowOf(application, null), ...others]
  return { rows, alone: others.length === 0, more: rivals.more ? codes.map(code => moreOf(reader, code)) : [] }
}

const reasons = {
  'case.closed.conflict': 'case.rivals.conflict',
  'case.closed.undeclared': 'case.rivals.undeclared',
} as const

type Named = Pick<RivalCase, 'reference' | 'applicantName' | 'state' | 'premises'>

function headOf({ t }: DeskReader, wish: Named, { codes, href }: { codes: readonly string[]; href: string | null }) {
  const sharedChoices = wish.premises.flatMap((code, index) =>
    codes.includes(code) ? [{ code, rank: index + 1 }] : [],
  )
  return {
    reference: wish.reference ?? '',
    applicant: wish.applicantName ?? '',
    href,
    wants: sharedChoices.map(gaps => t('case.rivals.wants', gaps)),
    state: stateLabel(t, wish.state),
  }
}

function planInWords({ t, locale }: DeskReader, { company, choice, plan = {} }: Answers): string[] {
  const figure = (section: 'choice' | 'plan', name: string): string => {
    const typed = (section === 'plan' ? plan : choice)?.[name]
    const field = fieldsOf[section].find(one => one.name === name)
    return field && typeof typed === 'string' && typed !== '' ? answerInFigures(field, typed, locale) : ''
  }
  const amount = figure('plan', 'investment')
  const day = figure('plan', 'earliestOpening')
  const jobs = ['foreignStaff', 'localStaff'].reduce((sum, name) => sum + (Number(plan[name]) || 0), 0)
  const size = [
    figure('choice', 'areaNeeded'),
    amount && t('case.rivals.invests', { amount }),
    jobs > 0 ? t('case.rivals.jobs', { count: jobs }) : '',
  ]
  return [
    [useInWords(t, plan.useClass), vehicleInWords(t, company?.vehicle)].join(dot),
    size.filter(Boolean).join(dot),
    day && t('case.rivals.opens', { day }),
  ].filter(Boolean)
}

function scoreInWords(reader: DeskReader, wish: RivalCase): string {
  const score = seesAllScores(reader, wish) ? scoreOf(wish) : null
  return score === null ? '—' : formatNumber(reader.locale, score, 1)
}

const moreOf = ({ t, locale }: DeskReader, code: string) => ({
  label: t('case.rivals.more', { code }),
  href: `${pathTo(locale, '/staff/applications')}?${new URLSearchParams({ q: code, state: 'open' }).toString()}`,
})
