import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { formatDay, formatInstant, formatNumber } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import type { OtherVersion } from '#shared/texts/writing.ts'
import { scoringActs, isDecided, isLost } from '#features/cases/review/opening.ts'
import {
  blindOf,
  meanOf,
  meanScore,
  rubricOf,
  scoresMissing,
  findSpreads,
  topScore,
} from '#features/cases/review/rubric.ts'
import { presentGrounds } from '#features/cases/notice/decision-reasons.ts'
import { deadlineMissed } from '#features/cases/status/due.ts'
import type { Actor } from '#features/cases/states.ts'
import { stateLabel, type DeskReader } from '#features/cases/desk/labels.ts'
import { actorOf } from '#web/access/access.ts'

export type TimelineEntry = {
  when: string
  instant: string
  who: string
  what: string
  state: { tone: string; label: string } | null
  reason: string | null
  /** The reason in other languages, and why it was sent in a language that its recipient does not read. */
  besides: OtherVersion[]
  asIs: string | null
  note: string | null
  /** For a decision: what it was based on, one line each. */
  record: string[]
}

/** Returns the history of a case, the latest entry first. Texts are included as far as the case is open. */
export function timelineView(
  { t, locale }: DeskReader,
  application: Pick<Application, 'events' | 'pastOffers' | 'pastRequests' | 'waiting'>,
): TimelineEntry[] {
  return application.events
    .map(event => ({
      when: formatInstant(locale, event.at),
      instant: event.at.toISOString(),
      who: whoOf(t, event),
      what: whatOf({ t, locale }, event, deadlineMissed(application, event)),
      state: event.to ? stateLabel(t, event.to as ApplicationState) : null,
      ...textsOf({ t, locale }, event),
      record: recordInWords({ t, locale }, event),
    }))
    .reverse()
}

/**
 * Kinds whose text is shown elsewhere: comments of assessments with their scores, answers to objections with the objection.
 */
const kindsShownElsewhere: readonly string[] = [...scoringActs, 'objection_answered']

function textsOf(
  reader: Pick<DeskReader, 't' | 'locale'>,
  event: HistoryEvent,
): Pick<TimelineEntry, 'reason' | 'besides' | 'asIs' | 'note'> {
  const note = kindsShownElsewhere.includes(event.kind) ? null : (event.note ?? null)
  const { text, besides } = presentGrounds(reader, event, ' ')
  return { reason: text || null, besides, asIs: event.writing?.asIs ?? null, note }
}

function recordInWords({ t, locale }: Pick<DeskReader, 't' | 'locale'>, { record }: HistoryEvent): string[] {
  if (!record) return []
  const score = record.score === null || record.score === undefined ? [] : [outOfTop({ t, locale }, record.score)]
  return [
    ...score.map(of => t('case.record.score', { score: of })),
    ...record.changed.map(({ name, blind, given, reason }) => {
      const numbers = { blind: formatNumber(locale, blind, 1), given: formatNumber(locale, given, 1) }
      // The reason is empty in an anonymised case.
      return t('case.record.changed', { name, ...numbers, reason: reason ?? '' }).trim()
    }),
    ...(record.objections ?? []).map(({ outcome, name, at }) =>
      t('case.record.objection', { outcome: outcomeIn(t, outcome), name, day: formatDay(locale, at) }),
    ),
  ]
}

function outcomeIn(t: DeskReader['t'], outcome: string): string {
  const key = `notice.outcome.${outcome}`
  return isMessageKey(key) ? t(key) : outcome
}

function whoOf(t: DeskReader['t'], { by }: HistoryEvent): string {
  const role = t(`case.actor.${by.kind}`)
  return by.name ? t('case.event.by', { name: by.name, role }) : role
}

/** Returns what happened. Names the `missed` deadline, because the entry has the later day on which this was recorded. */
function whatOf(
  { t, locale }: Pick<DeskReader, 't' | 'locale'>,
  { kind, from: was, person }: HistoryEvent,
  missed: Date | null,
): string {
  if (kind === 'moved' && was) {
    const from = t(`application.state.${was as ApplicationState}`)
    return missed
      ? t('case.event.moved.late', { from, day: formatDay(locale, missed) })
      : t('case.event.moved', { from })
  }
  const key = `case.event.${kind}`
  return isMessageKey(key) ? t(key, { person: person?.name ?? '' }) : kind
}

type AssessmentRow = {
  reviewer: string
  when: string
  scores: { label: string; score: string; before: string | null; comment: string | null }[]
  mean: string
  comment: string
  /** Score given blind, when it was changed later, and the reason for the change. */
  blind: { mean: string; when: string; comment: string; reason: string } | null
  /** Remark on scores that an earlier version of the site has overwritten. */
  lost: string | null
  /** Why these scores do not count. */
  setAside: string | null
}
export type AssessmentsView = {
  rows: AssessmentRow[]
  /** Mean of all scores; null until all have been given. */
  mean: string | null
  /** Differences for which the reviewers have to talk, or had to before the decision. */
  spread: { lead: string; lines: string[] } | null
} | null

/**
 * Returns the scores of a case. Before the decision each reviewer judges alone: nobody sees the scores of others until all
 * are given, and a reviewer without own scores sees none at all.
 */
export function assessmentsView(reader: DeskReader, application: Application): AssessmentsView {
  const { account } = reader
  const open = seesAllScores(reader, application)
  const visible = application.assessments.filter(({ reviewer }) => open || reviewer === account.id)
  if (visible.length === 0) return null
  const spread = open ? spreadInWords(reader, application) : []
  return {
    rows: visible.map(assessment => assessmentRow(reader, assessment, application)),
    mean: open ? outOfTop(reader, meanScore(application)) : null,
    spread:
      spread.length > 0
        ? { lead: reader.t(isDecided(application.state) ? 'case.spread.talked' : 'case.spread'), lines: spread }
        : null,
  }
}

function assessmentRow({ t, locale }: DeskReader, assessment: Assessment, application: Application): AssessmentRow {
  const { reviewerName, at, scores, comments, comment, noConflict, reason } = assessment
  const rubric = rubricOf(application)
  const before = blindOf(application, assessment)
  const blind = before === assessment ? null : before
  const score = (value: number | undefined) => formatNumber(locale, value ?? 0, 0)
  return {
    reviewer: reviewerName,
    when: formatInstant(locale, at),
    scores: rubric.criteria.map(({ key, name }) => ({
      label: readText(name, locale).text,
      score: score(scores[key]),
      before: blind && blind.scores[key] !== scores[key] ? score(blind.scores[key]) : null,
      comment: comments?.[key] ?? null,
    })),
    mean: outOfTop({ t, locale }, meanOf(assessment, rubric)),
    comment,
    blind: blind && {
      mean: outOfTop({ t, locale }, meanOf(blind, rubric)),
      when: formatInstant(locale, blind.at),
      comment: blind.comment,
      reason: reason ?? '',
    },
    lost: isLost(application, assessment) ? t('case.assessment.not-kept') : null,
    setAside: noConflict ? null : t('case.assessment.set-aside'),
  }
}

const outOfTop = ({ t, locale }: Pick<DeskReader, 't' | 'locale'>, score: number | null): string =>
  t('case.score.of', { score: formatNumber(locale, score ?? 0, 1), top: topScore })

function spreadInWords({ t, locale }: DeskReader, application: Application): string[] {
  const { criteria } = rubricOf(application)
  return findSpreads(application).map(({ key, lowest, highest }) => {
    const name = readText(criteria.find(criterion => criterion.key === key)?.name, locale).text
    return t('case.spread.of', { criterion: name, lowest, highest })
  })
}

type Scored = Pick<Application, 'state' | 'assessments' | 'panel' | 'rubric'>

/** Checks whether this colleague may see the scores of others. */
export const seesAllScores = ({ account }: DeskReader, application: Scored): boolean =>
  isDecided(application.state) || mayCompare(application, actorOf(account))

const mayCompare = (application: Scored, actor: Actor): boolean =>
  scoresMissing(application) === 0 &&
  (actor.kind !== 'reviewer' || application.assessments.some(({ reviewer }) => reviewer === actor.id))
