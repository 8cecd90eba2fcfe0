import type { Application } from '#models/cases/application.ts'
import { interviewWishes, type Interview } from '#models/cases/parts/interview.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { presentText, type OtherVersion } from '#shared/texts/writing.ts'
import { inputValue, type FormFailure } from '#web/forms/forms.ts'
import { mayWish } from '#features/cases/interviews/rules.ts'
import { interviewInWords, type InterviewInWords } from '#features/cases/interviews/interview-text.ts'
import { caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'

type WishField = {
  wish: string
  title: string
  open: boolean
  field: { name: string; label: string; value: string; rows: number; hint?: string; error?: string }
}
export type OwnInterview = {
  action: string
  /** Time and place of the interview; null when it is cancelled. */
  slot: InterviewInWords | null
  /** State of the interview; null while it is still to come. */
  standing: string | null
  besides: OtherVersion[]
  said: { what: string; when: string; instant: string; text: string }[]
  waiting: boolean
  wishes: WishField[]
}

const fieldNames = { interpreter: 'interpreterText', another_time: 'anotherTimeText' } as const

/** Returns the interview while the case is in the state `interview`: time, place and the applicant's possible answers. */
export function ownInterview(
  reader: ApplicantReader,
  application: Application,
  failure: FormFailure | null = null,
): OwnInterview | null {
  const { interview, state } = application
  if (!interview || state !== 'interview') return null
  const { t, locale, now } = reader
  return {
    action: `${caseHref(locale, application)}/interview`,
    slot: interview.state === 'cancelled' ? null : interviewInWords(reader, interview),
    ...endedInterviewTexts(reader, interview),
    said: interview.wishes.map(({ at, wish, text }) => ({
      what: t(`apply.interview.wish.${wish}`),
      when: formatInstant(locale, at),
      instant: at.toISOString(),
      text,
    })),
    waiting: interview.waiting,
    wishes: mayWish(application, now).ok ? wishFields(reader, failure) : [],
  }
}

/** Returns the text on an interview that is over or cancelled, with the translations of its reason. */
function endedInterviewTexts(
  { t, locale, now }: ApplicantReader,
  interview: Interview,
): Pick<OwnInterview, 'standing' | 'besides'> {
  const { state, startsAt, cancelled } = interview
  if (state !== 'cancelled')
    return { standing: state !== 'open' || startsAt <= now ? t('apply.interview.over') : null, besides: [] }
  const { text: reason, besides } = presentText(
    { t, locale },
    { text: cancelled?.reason ?? '', writing: cancelled?.writing },
  )
  return { standing: reason ? t('apply.interview.cancelled-why', { reason }) : t('apply.interview.cancelled'), besides }
}

function wishFields({ t }: ApplicantReader, failure: FormFailure | null): WishField[] {
  return interviewWishes.map(wish => {
    const name = fieldNames[wish]
    const error = failure?.errors[name]
    return {
      wish,
      title: t(`apply.interview.wish.${wish}`),
      open: error !== undefined,
      field: {
        name,
        label: t(`apply.interview.wish-text.${wish}`),
        value: inputValue(failure?.typed ?? {}, name),
        rows: 3,
        ...(wish === 'another_time' ? { hint: t('apply.interview.wish-hint.another_time') } : {}),
        ...(error ? { error: t(error) } : {}),
      },
    }
  })
}
