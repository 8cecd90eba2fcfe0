import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import type { Writing as WritingOfText } from '#models/parts/writing.ts'
import type { MailCalendar } from '#outside/mail/mail-message.ts'
import { inVladivostok, whenInWords } from '#shared/days/city-time.ts'
import { translatorFor, type Reader } from '#shared/texts/i18n.ts'
import { writingForReader, formatPresentedText, presentText } from '#shared/texts/writing.ts'
import type { HandlerEffect } from '#shared/outbox.ts'
import type { EffectRequest, InterviewFacts } from '../effects/effect-kinds.ts'
import type { Contact, Deps } from '../ports.ts'
import { interpreterInWords, placeInLine, presentInterviewTexts } from './interview-text.ts'

type InterviewMail = InterviewFacts['template']

type LetterContext = {
  /** The former start, when it was moved. */
  was?: Date
  /** Why it is cancelled: `reason` in the office's words, `ended` by the move of the case. */
  reason?: string
  ended?: 'withdrawn' | 'gone-on'
}

/** Returns the effect of a mail with all its content, because the interview may have changed by the time it is written. */
export function interviewLetterEffect(
  template: InterviewMail,
  interview: Interview,
  { was, reason, ended }: LetterContext = {},
) {
  const { _id, sequence, startsAt, endsAt, place, interpreter, note, placeWriting, noteWriting } = interview
  return {
    kind: 'interview',
    key: `interview-${_id.toHexString()}-${String(sequence)}-${template}`,
    facts: {
      template,
      interview: _id.toHexString(),
      sequence: String(sequence),
      place,
      note,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      interpreter: interpreter ?? '',
      ...(placeWriting ? { placeWriting: JSON.stringify(writingForReader(placeWriting)) } : {}),
      ...(noteWriting ? { noteWriting: JSON.stringify(writingForReader(noteWriting)) } : {}),
      ...(was ? { was: was.toISOString() } : {}),
      ...(reason ? { reason } : {}),
      ...(ended ? { ended } : {}),
    },
  } satisfies EffectRequest
}

type InterviewLetter = { application: Application; effect: HandlerEffect<InterviewFacts>; contact: Contact }

/** Queues the mail to the applicant, with an entry for their calendar. Idempotent by the effect's key. */
export async function sendInterviewMail(
  { mail, clock, office }: Pick<Deps, 'mail' | 'clock' | 'office'>,
  { application, effect: { key, facts }, contact }: InterviewLetter,
): Promise<void> {
  const { locale, email, name } = contact
  const template = facts.template
  const t = translatorFor(locale)
  const localReader = { t, locale }
  const span = spanOf(facts)
  const reference = application.reference ?? ''
  const link = pathTo(locale, '/applications/:id', { id: application._id.toHexString() })
  const cancelled = template === 'application-interview-cancelled'
  const interpreter = interpreterInWords(t, facts.interpreter)
  const [placeSaid, noteSaid] = presentInterviewTexts(localReader, writtenIn(facts))
  const place = placeInLine(localReader, placeSaid)
  const note = formatPresentedText(noteSaid)
  const calendar: MailCalendar = {
    method: cancelled ? 'CANCEL' : 'REQUEST',
    entry: {
      id: `interview-${facts.interview}`,
      sequence: Number(facts.sequence),
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
      changedAt: clock.now().toISOString(),
      summary: t('interview.entry', { reference }),
      location: place,
      description: [interpreter, note].filter(Boolean).join('\n'),
      link,
      cancelled,
      organiser: { name: t('site.name'), email: await office() },
      attendee: { name, email },
    },
  }
  const said = {
    was: facts.was ? t('mail.interview.was', { when: whenInWords(localReader, earlier(span, facts.was)) }) : '',
    note: note ? t('mail.interview.note', { note }) : '',
    reason: reasonIn(localReader, facts, application),
  }
  await mail.queue({
    cause: key,
    to: email,
    locale,
    template,
    calendar,
    facts: {
      name,
      reference,
      link,
      interpreter,
      place,
      ...said,
      when: whenInWords(localReader, span),
      local: inVladivostok(localReader, span.startsAt),
    },
  })
}

function reasonIn(reader: Reader, { reason, ended, interview }: InterviewFacts, application: Application): string {
  const { t } = reader
  if (ended === 'withdrawn') return t('mail.interview.withdrawn')
  if (ended === 'gone-on') return t('mail.interview.gone-on')
  // The interview stores the language of the reason. A cancelled interview is never arranged again.
  const all = [...(application.pastInterviews ?? []), application.interview]
  const cancelled = all.find(one => one?._id.toHexString() === interview)?.cancelled
  return reason ? formatPresentedText(presentText(reader, { text: reason, writing: cancelled?.writing })) : ''
}

const writtenIn = ({ place, note, placeWriting, noteWriting }: InterviewFacts) => ({
  place,
  note,
  placeWriting: placeWriting ? (JSON.parse(placeWriting) as WritingOfText) : null,
  noteWriting: noteWriting ? (JSON.parse(noteWriting) as WritingOfText) : null,
})

function spanOf({ startsAt, endsAt }: InterviewFacts) {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
}

/** Returns the span of the same length that starts at another instant. */
function earlier({ startsAt, endsAt }: ReturnType<typeof spanOf>, was: string) {
  const start = new Date(was)
  return { startsAt: start, endsAt: new Date(start.getTime() + endsAt.getTime() - startsAt.getTime()) }
}
