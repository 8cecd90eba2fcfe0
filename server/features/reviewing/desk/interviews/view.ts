import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import { dayAndTime } from '#shared/days/city-time.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { formatPresentedText, presentText } from '#shared/texts/writing.ts'
import type { ComingInterview } from '#features/reviewing/interviews/upcoming.ts'
import {
  interviewInWords,
  placeInLine,
  presentInterviewTexts,
  type InterviewInWords,
} from '#features/cases/interviews/interview-text.ts'
import type { ActionView } from '#features/cases/desk/actions-view.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

type Wish = { what: string; when: string; instant: string; text: string }
type Shown = InterviewInWords & {
  state: { tone: string; label: string }
  reason: string | null
  /** Why the reason was sent untranslated. */
  asIs: string | null
  wishes: Wish[]
  outcome: { who: string; note: string } | null
}
export type InterviewView = {
  /** Notice that the applicant waits for an answer to a wish. */
  waiting: string | null
  last: Shown
  past: Shown[]
  actions: ActionView[]
  /** Whether it is unfolded: the case waits for it, or one of its forms was refused. */
  open: boolean
}

const tones = { open: 'warn', held: 'good', not_held: 'bad', cancelled: 'let' } as const

/** Returns the last interview and the earlier ones; null when there was none. */
export function interviewView(
  reader: DeskReader,
  { interview, pastInterviews = [], state }: Application,
  actions: readonly ActionView[],
): InterviewView | null {
  if (!interview) return null
  const here = actions.filter(({ place }) => place === 'talk')
  return {
    waiting: interview.waiting ? reader.t('interview.waiting') : null,
    last: shownOf(reader, interview),
    past: pastInterviews.map(past => shownOf(reader, past)).reverse(),
    actions: here,
    open: state === 'interview' || here.some(({ open }) => open),
  }
}

function shownOf(reader: DeskReader, interview: Interview): Shown {
  const { t, locale } = reader
  const { state, wishes, cancelled, outcome } = interview
  const stamp = (at: Date) => ({ when: formatInstant(locale, at), instant: at.toISOString() })
  return {
    ...interviewInWords(reader, interview),
    state: { tone: tones[state], label: t(`interview.state.${state}`) },
    reason: cancelled
      ? formatPresentedText(presentText({ t, locale }, { text: cancelled.reason, writing: cancelled.writing })) ||
        t('interview.gone-on')
      : null,
    asIs: cancelled?.writing?.asIs ?? interview.noteWriting?.asIs ?? interview.placeWriting?.asIs ?? null,
    wishes: wishes.map(({ at, wish, text }) => ({ what: t(`interview.wish.${wish}`), ...stamp(at), text })),
    outcome: outcome
      ? {
          who: t('interview.outcome.by', { name: outcome.by.name, when: formatInstant(locale, outcome.at) }),
          note: outcome.note,
        }
      : null,
  }
}

export type ComingRow = {
  href: string
  reference: string
  applicant: string
  when: string
  instant: string
  place: string
  interpreter: string | null
  mine: boolean
  /** Whether it is over and no outcome has been recorded. */
  over: boolean
  waiting: boolean
}

/** Returns the interviews of the coming days. */
export function comingView(reader: DeskReader, coming: readonly ComingInterview[], now: Date): ComingRow[] {
  const { locale, account } = reader
  return coming.map(({ _id, reference, applicantName, assignee, interview }) => ({
    href: `${pathTo(locale, '/staff/applications/:id', { id: _id.toHexString() })}#talk`,
    reference: reference ?? '',
    applicant: applicantName ?? '',
    when: dayAndTime(reader, interview),
    instant: interview.startsAt.toISOString(),
    place: placeInLine(reader, presentInterviewTexts(reader, interview)[0]),
    interpreter: interview.interpreter ? interviewInWords(reader, interview).interpreter : null,
    mine: assignee?.toHexString() === account.id,
    over: interview.endsAt <= now,
    waiting: interview.waiting,
  }))
}
