import type { Application, ApplicationState } from '../../../../models/application.ts'
import type { Assessment } from '../../../../models/parts/assessment.ts'
import type { HistoryEvent } from '../../../../models/parts/history.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { readText } from '../../../shared/localised-text.ts'
import { isMessageKey } from '../../../shared/i18n.ts'
import { meanOf, meanScore, rubricOf, scoresMissing, spreadOver, topScore } from '../review/rubric.ts'
import { groundsInWords } from '../decision-reasons.ts'
import { isUnderReview, type Actor } from '../states.ts'
import { actorOf, stateLabel, type Reader } from './words.ts'

export type TimelineEntry = {
  when: string
  instant: string
  who: string
  what: string
  state: { tone: string; label: string } | null
  reason: string | null
  note: string | null
}

/** Everything that happened to a case, the latest first; what was said of an interview is content, and may be closed. */
export function timelineView(
  { t, locale }: Reader,
  { events }: Pick<Application, 'events'>,
  closed: boolean,
): TimelineEntry[] {
  return events
    .map(event => ({
      when: formatInstant(locale, event.at),
      instant: event.at.toISOString(),
      who: whoOf(t, event),
      what: whatOf(t, event),
      state: event.to ? stateLabel(t, event.to as ApplicationState) : null,
      ...wordsOf(t, event, closed),
    }))
    .reverse()
}

function wordsOf(t: Reader['t'], event: HistoryEvent, closed: boolean): Pick<TimelineEntry, 'reason' | 'note'> {
  if (closed && isOfInterview(event)) return { reason: null, note: null }
  // An assessment's comment stands with its scores, and opens with them.
  const note = event.kind === 'assessed' ? null : (event.note ?? null)
  return { reason: groundsInWords(t, event).join(' ') || null, note }
}

const isOfInterview = ({ kind, to }: HistoryEvent): boolean => to === 'interview' || kind.startsWith('interview_')

function whoOf(t: Reader['t'], { by }: HistoryEvent): string {
  const role = t(`case.actor.${by.kind}`)
  return by.name ? t('case.event.by', { name: by.name, role }) : role
}

function whatOf(t: Reader['t'], { kind, from, person }: HistoryEvent): string {
  if (kind === 'moved' && from)
    return t('case.event.moved', { from: t(`application.state.${from as ApplicationState}`) })
  const key = `case.event.${kind}`
  return isMessageKey(key) ? t(key, { person: person?.name ?? '' }) : kind
}

type AssessmentRow = {
  reviewer: string
  when: string
  scores: { label: string; score: string; comment: string | null }[]
  mean: string
  comment: string
  /** Why these scores do not count. */
  setAside: string | null
}
export type AssessmentsView = {
  rows: AssessmentRow[]
  /** Of all scores; absent until they are all in. */
  mean: string | null
  /** Where reviewers differ so much that they have to talk. */
  spread: string[] | null
} | null

/**
 * The scores of a case. While it is in review each reviewer judges alone: until all scores are in nobody sees those of
 * others, and a reviewer without scores of their own sees none at all.
 */
export function assessmentsView(reader: Reader, application: Application): AssessmentsView {
  const { account } = reader
  const open = !isUnderReview(application.state) || mayCompare(application, actorOf(account))
  const visible = application.assessments.filter(({ reviewer }) => open || reviewer === account.id)
  if (visible.length === 0) return null
  const spread = open ? spreadInWords(reader, application) : []
  return {
    rows: visible.map(assessment => assessmentRow(reader, assessment, application)),
    mean: open ? outOfTop(reader, meanScore(application)) : null,
    spread: spread.length > 0 ? spread : null,
  }
}

function assessmentRow({ t, locale }: Reader, assessment: Assessment, application: Application): AssessmentRow {
  const { reviewerName, at, scores, comments, comment, noConflict } = assessment
  const rubric = rubricOf(application)
  return {
    reviewer: reviewerName,
    when: formatInstant(locale, at),
    scores: rubric.criteria.map(({ key, name }) => ({
      label: readText(name, locale).text,
      score: formatNumber(locale, scores[key] ?? 0, 0),
      comment: comments?.[key] ?? null,
    })),
    mean: outOfTop({ t, locale }, meanOf(assessment, rubric)),
    comment,
    setAside: noConflict ? null : t('case.assessment.set-aside'),
  }
}

const outOfTop = ({ t, locale }: Pick<Reader, 't' | 'locale'>, score: number | null): string =>
  t('case.score.of', { score: formatNumber(locale, score ?? 0, 1), top: topScore })

function spreadInWords({ t, locale }: Reader, application: Application): string[] {
  const { criteria } = rubricOf(application)
  return spreadOver(application).map(({ key, lowest, highest }) => {
    const name = readText(criteria.find(criterion => criterion.key === key)?.name, locale).text
    return t('case.spread.of', { criterion: name, lowest, highest })
  })
}

const mayCompare = (application: Application, actor: Actor): boolean =>
  scoresMissing(application) === 0 &&
  (actor.kind !== 'reviewer' || application.assessments.some(({ reviewer }) => reviewer === actor.id))
