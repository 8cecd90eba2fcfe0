import type { Application, ApplicationState } from '../../../../models/application.ts'
import type { Assessment } from '../../../../models/parts/assessment.ts'
import type { HistoryEvent } from '../../../../models/parts/history.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { isMessageKey } from '../../../shared/i18n.ts'
import { meanScore, rubric, topScore } from '../assessments.ts'
import { groundsInWords } from '../decision-reasons.ts'
import type { Actor } from '../states.ts'
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

/** Everything that happened to a case, the latest first. */
export function timelineView({ t, locale }: Reader, { events }: Pick<Application, 'events'>): TimelineEntry[] {
  return events
    .map(event => ({
      when: formatInstant(locale, event.at),
      instant: event.at.toISOString(),
      who: whoOf(t, event),
      what: whatOf(t, event),
      state: event.to ? stateLabel(t, event.to as ApplicationState) : null,
      reason: groundsInWords(t, event).join(' ') || null,
      // An assessment's comment stands with its scores, and opens with them.
      note: event.kind === 'assessed' ? null : (event.note ?? null),
    }))
    .reverse()
}

function whoOf(t: Reader['t'], { by }: HistoryEvent): string {
  const role = t(`case.actor.${by.kind}`)
  return by.name ? t('case.event.by', { name: by.name, role }) : role
}

function whatOf(t: Reader['t'], { kind, from }: HistoryEvent): string {
  if (kind === 'moved' && from)
    return t('case.event.moved', { from: t(`application.state.${from as ApplicationState}`) })
  const key = `case.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}

export type AssessmentsView = {
  rows: {
    reviewer: string
    when: string
    scores: { label: string; score: string }[]
    mean: string
    comment: string
  }[]
  mean: string
} | null

/** The scores of a case. A reviewer sees those of others only after giving their own, so that each judges alone. */
export function assessmentsView(reader: Reader, { assessments, state }: Application): AssessmentsView {
  const { t, locale } = reader
  const actor = actorOf(reader.account)
  const visible = assessments.filter(() => state !== 'review' || mayCompare(assessments, actor))
  if (visible.length === 0) return null
  const inWords = (score: number | null) =>
    t('case.score.of', { score: formatNumber(locale, score ?? 0, 1), top: topScore })
  return {
    rows: visible.map(({ reviewerName, at, scores, comment }) => ({
      reviewer: reviewerName,
      when: formatInstant(locale, at),
      scores: rubric.map(criterion => ({
        label: t(`application.criterion.${criterion}`),
        score: formatNumber(locale, scores[criterion] ?? 0, 0),
      })),
      mean: inWords(meanScore([{ scores }])),
      comment,
    })),
    mean: inWords(meanScore(visible)),
  }
}

const mayCompare = (assessments: readonly Assessment[], actor: Actor): boolean =>
  actor.kind !== 'reviewer' || assessments.some(({ reviewer }) => reviewer === actor.id)
