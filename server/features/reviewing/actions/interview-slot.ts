import { z } from 'zod'
import { interpreterLanguages, type Interview } from '#models/cases/parts/interview.ts'
import { field, select, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { interpreterInWords } from '#features/cases/interviews/interview-text.ts'
import { arrangedInterview, versionOf } from '#features/cases/interviews/rules.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField, numberField } from '#web/forms/form-schemas.ts'
import { inputValue, text, type FormValues } from '#web/forms/forms.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import { translationFieldOf, type SentText } from '#web/writing/reading.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { clockTime } from '#shared/days/city-time.ts'
import { messageKey } from '#shared/texts/i18n.ts'

const usualMinutes = '45'
const minMinutes = 10
const maxMinutes = 240

const timeOfDay = z
  .string(messageKey('form.required'))
  .trim()
  .min(1, messageKey('form.required'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, messageKey('interview.error.time'))
  .transform(input => Number(input.slice(0, 2)) * 60 + Number(input.slice(3)))

const minutes = numberField({ min: minMinutes, max: maxMinutes, wrong: messageKey('interview.error.minutes') })

const interpreter = z
  .enum(['', ...interpreterLanguages], messageKey('form.choose'))
  .optional()
  .transform(value => (value === '' || value === undefined ? null : value))

/** Version of the interview that the page showed. Forms of an earlier release do not say it. */
export const arranged = text(60).optional()

/** Reads when and where an interview is. */
export const slotInput = z
  .object({
    interviewOn: dayField,
    interviewAt: timeOfDay,
    interviewMinutes: minutes,
    interviewPlace: requiredTextField(extents.interviewPlace),
    interviewNote: optionalTextField(extents.interviewNote),
    interpreter,
    arranged,
  })
  .transform(input => ({
    on: input.interviewOn,
    minuteOfDay: input.interviewAt,
    minutes: input.interviewMinutes,
    place: input.interviewPlace,
    note: input.interviewNote,
    interpreter: input.interpreter,
    arranged: input.arranged,
  }))

/** The texts of an interview that the applicant reads. */
export const slotTexts = {
  field: 'interviewNote',
  as: 'note',
  extent: extents.interviewNote,
  also: [{ field: 'interviewPlace', as: 'place', extent: extents.interviewPlace }],
} as const

/** Returns the slot with place and note as the applicant reads them, each with its language. */
export function withSentTexts<T extends z.output<typeof slotInput>>(slot: T, sentTexts: ReadonlyMap<string, SentText>) {
  const place = sentTexts.get('interviewPlace')
  const note = sentTexts.get('interviewNote')
  return {
    ...slot,
    ...(place ? { place: place.text, placeWriting: place.writing } : {}),
    ...(note ? { note: note.text, noteWriting: note.writing } : {}),
  }
}

/** Returns the form that says when and where an interview is, filled with the arranged one. */
export function slotForm(making: ActionContext): Partial<ActionForm> {
  const interview = arrangedInterview(making.file.application)
  const start = initialSlot(interview)
  const languages = [null, ...interpreterLanguages].map(value => ({
    value: value ?? '',
    label: interpreterInWords(making.reader.t, value),
  }))
  return {
    hidden: shownInterview(making, interview),
    select: select(making, 'interpreter', { options: languages, start: start.interpreter }),
    fields: [
      field(making, 'interviewOn', { type: 'date', start: start.on }),
      field(making, 'interviewAt', { type: 'time', start: start.at }),
      field(making, 'interviewMinutes', { inputmode: 'numeric', start: start.minutes }),
      field(making, 'interviewPlace', { start: start.place }),
      field(making, 'interviewNote', { several: true, optional: true, rows: 3, start: start.note }),
    ],
  }
}

/** Returns the hidden field that says which version of the interview the form was made from. */
export function shownInterview(
  { failure }: ActionContext,
  interview: Interview | null | undefined,
): ActionForm['hidden'] {
  const shown = inputValue(failure?.typed ?? {}, 'arranged')
  return interview ? [{ name: 'arranged', value: shown || versionOf(interview) }] : []
}

/** Returns the initial values of the fields: those of the arranged interview. */
function initialSlot(interview: Interview | null) {
  if (!interview) return { on: '', at: '', minutes: usualMinutes, place: '', note: '', interpreter: '' }
  const { startsAt, endsAt, interpreter, placeWriting, noteWriting } = interview
  const place = placeWriting?.original?.text ?? interview.place
  const note = noteWriting?.original?.text ?? interview.note
  const minutes = String((endsAt.getTime() - startsAt.getTime()) / 60_000)
  return {
    on: cityDayOf(startsAt),
    at: clockTime('en', startsAt),
    minutes,
    place,
    note,
    interpreter: interpreter ?? '',
  }
}

/** Returns the language in which place and note were written, and their translations. */
export function initialWriting(interview: Interview | null): FormValues {
  const { placeWriting, noteWriting } = interview ?? {}
  const writtenIn = [noteWriting, placeWriting].map(one => one?.original?.language ?? one?.language).find(Boolean)
  return {
    ...(writtenIn ? { writtenIn } : {}),
    ...Object.fromEntries(
      translatedBefore(interview).map(({ name, translation }) => [translationFieldOf(name), translation]),
    ),
  }
}

/** Returns the translated texts of an interview with their originals. */
export const translatedBefore = (interview: Interview | null) => [
  ...translatedPart('interviewPlace', interview?.place, interview?.placeWriting),
  ...translatedPart('interviewNote', interview?.note, interview?.noteWriting),
]

const translatedPart = (name: string, translation = '', writing: Interview['placeWriting'] = null) =>
  writing?.original ? [{ name, text: writing.original.text, translation }] : []
