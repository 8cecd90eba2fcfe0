import type { Application } from '#models/cases/application.ts'
import type { InformationRequest } from '#models/cases/parts/information-request.ts'
import type { Interview } from '#models/cases/parts/interview.ts'
import type { Offer } from '#models/cases/parts/offer.ts'
import { timeSpan } from '#shared/days/city-time.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { writingForReader, formatPresentedText, presentText } from '#shared/texts/writing.ts'
import type { OwnSection } from '#shared/personal-data.ts'
import { timelineOf } from '../applicant/timeline.ts'
import { stateLabel, shownStageOf, type ApplicantReader } from '../applicant/labels.ts'
import { answersInWords } from '../answers/answers-in-words.ts'
import { interpreterInWords, presentInterviewTexts } from '../interviews/interview-text.ts'
import { itemInWords } from '../requests/item-text.ts'
import { stageStartedAt } from '../status/status-text.ts'

/**
 * Returns the part of an application that its applicant may take away. All fields are listed, so that a field added to the
 * model later is not included without a decision.
 */
export function ownRecord(application: Application): object {
  const { reference, state, stateSince, createdAt, submittedAt, updatedAt, startedFor, premises } = application
  const { answers, savedAt, snapshot, formerSnapshots, copied } = application
  const { offer, pastOffers, notice, answerBy, handedOverOn, waiting } = application
  return {
    reference,
    state,
    stateSince,
    createdAt,
    submittedAt,
    updatedAt,
    startedFor,
    premises,
    answers,
    savedAt,
    snapshot,
    formerSnapshots,
    copied,
    notice,
    answerBy,
    handedOverOn,
    offer: offer && ownOffer(offer),
    pastOffers: pastOffers?.map(ownOffer),
    waitingUntil: waiting?.until,
    requests: requestsOf(application).map(ownRequest),
    interviews: interviewsOf(application).map(ownInterview),
    messages: (application.messages ?? []).map(({ at, from, text, writing }) => ({
      at,
      from,
      text,
      writing: writingForReader(writing),
    })),
    history: application.events
      .filter(({ kind, to }) => kind === 'moved' || to)
      .map(({ at, by, from, to, reason, reasonCodes, writing }) => ({
        at,
        by: sideOf(by.kind),
        from,
        to,
        reason,
        reasonCodes,
        writing: writingForReader(writing),
      })),
  }
}

/** Returns an offer with its conditions as the applicant may read them. */
function ownOffer<T extends Pick<Offer, 'acceptance'>>({ acceptance, ...offer }: T) {
  if (!acceptance) return offer
  const conditions = acceptance.conditions.map(({ textWriting, noteWriting, ...condition }) => ({
    ...condition,
    textWriting: writingForReader(textWriting),
    noteWriting: writingForReader(noteWriting),
  }))
  return { ...offer, acceptance: { ...acceptance, conditions } }
}

/** Hides the officer's name from the applicant. */
const sideOf = (kind: string) => (kind === 'applicant' || kind === 'system' ? kind : 'office')

const requestsOf = ({ request, pastRequests = [] }: Application): InformationRequest[] =>
  request ? [...pastRequests, request] : pastRequests

function ownRequest({ number, askedAt, answerBy, items, extensions, closedAt, outcome, note }: InformationRequest) {
  return {
    number,
    askedAt,
    answerBy,
    closedAt,
    outcome,
    note,
    items: items.map(({ about, target, text, writing, state, excuse }) => ({
      about,
      target,
      text,
      state,
      excuse,
      writing: writingForReader(writing),
    })),
    extensions: extensions.map(({ at, from, to, reason, writing }) => ({
      at,
      from,
      to,
      reason,
      writing: writingForReader(writing),
    })),
  }
}

const interviewsOf = ({ interview, pastInterviews = [] }: Application): Interview[] =>
  interview ? [...pastInterviews, interview] : pastInterviews

function ownInterview(interview: Interview) {
  const { state, startsAt, endsAt, place, placeWriting, interpreter, note, noteWriting, wishes, cancelled } = interview
  const said = wishes.map(({ at, wish, text }) => ({ at, wish, text }))
  return {
    state,
    startsAt,
    endsAt,
    place,
    interpreter,
    note,
    said,
    placeWriting: writingForReader(placeWriting),
    noteWriting: writingForReader(noteWriting),
    cancelled: cancelled && {
      at: cancelled.at,
      reason: cancelled.reason,
      writing: writingForReader(cancelled.writing),
    },
  }
}

/** Returns the application as sections of the archive's page: state, answers, requests, messages and history. */
export function ownPage(reader: ApplicantReader, application: Application): OwnSection[] {
  const { t, locale } = reader
  const written = (application.messages ?? []).map(({ at, from, text, writing }) => ({
    title: `${formatInstant(locale, at)}${dot}${t(from === 'office' ? 'apply.messages.office' : 'apply.messages.you')}`,
    text: formatPresentedText(presentText(reader, { text, writing })),
  }))
  return [
    {
      title: t('apply.case.timeline'),
      rows: [{ label: t('privacy.archive.state'), value: stateNow(reader, application) }],
    },
    {
      items: timelineOf(application, reader).map(({ day, text, reason = '', besides }) => ({
        title: `${day}${dot}${text}`,
        text: formatPresentedText({ text: reason, besides }),
      })),
    },
    ...answersInWords(t, locale, application.snapshot?.answers ?? application.answers),
    ...requestsOf(application).map(request => requestSection(reader, request)),
    ...interviewsOf(application).map(interview => interviewSection(reader, interview)),
    ...(written.length > 0 ? [{ title: t('apply.messages.title'), items: written }] : []),
  ]
}

const stateNow = (reader: ApplicantReader, application: Application): string =>
  [
    stateLabel({ application }, reader).label,
    formatDay(reader.locale, stageStartedAt(application, shownStageOf({ application }, reader.now))),
  ].join(reader.t('list.apposition'))

function requestSection(
  { t, locale }: ApplicantReader,
  { number, askedAt, answerBy, items, note }: InformationRequest,
): OwnSection {
  return {
    title: t('privacy.archive.request', { number }),
    rows: [
      { label: t('privacy.archive.asked'), value: formatDay(locale, askedAt) },
      { label: t('privacy.archive.answer-by'), value: formatDay(locale, answerBy) },
      ...(note ? [{ label: t('privacy.archive.answer'), value: note }] : []),
    ],
    items: items.map(item => ({
      title: itemInWords(t, item),
      text: [
        formatPresentedText(presentText({ t, locale }, item)),
        item.excuse ? t('request.excuse.yours', { text: item.excuse }) : '',
      ]
        .filter(Boolean)
        .join('\n'),
    })),
  }
}

/** Includes the year, which invitations leave out, because the archive is read much later. */
function interviewSection({ t, locale }: ApplicantReader, interview: Interview): OwnSection {
  const { state, startsAt, interpreter, wishes, cancelled } = interview
  const [place, note] = presentInterviewTexts({ t, locale }, interview)
  return {
    title: `${t('interview.title')}${dot}${t(`interview.state.${state}`)}`,
    rows: [
      { label: t('interview.when'), value: `${formatDay(locale, startsAt)}${dot}${timeSpan(locale, interview)}` },
      { label: t('interview.place'), value: formatPresentedText(place) },
      { label: t('interview.interpreter'), value: interpreterInWords(t, interpreter) },
      ...(interview.note ? [{ label: t('apply.interview.note'), value: formatPresentedText(note) }] : []),
      ...(cancelled?.reason
        ? [
            {
              label: t('interview.reason'),
              value: formatPresentedText(
                presentText({ t, locale }, { text: cancelled.reason, writing: cancelled.writing }),
              ),
            },
          ]
        : []),
    ],
    items: wishes.map(({ at, wish, text }) => ({
      title: `${formatInstant(locale, at)}${dot}${t(`apply.interview.wish.${wish}`)}`,
      text,
    })),
  }
}
