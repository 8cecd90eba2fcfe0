import { interpreterLanguages, type Interview } from '#models/cases/parts/interview.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { clockTime } from '#shared/days/city-time.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import { translationFieldOf } from '#web/writing/reading.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { arrangedInterview, isOfficer, mayCancel, mayClose, versionOf } from '#features/cases/interviews/rules.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { interpreterInWords } from '#features/cases/interviews/interview-text.ts'
import type { Actor } from '#features/cases/states.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, select, type ActionForm, type ActionContext } from './form-parts.ts'

const usualMinutes = '45'

const slotTexts = {
  field: 'interviewNote',
  as: 'note',
  extent: extents.interviewNote,
  also: [{ field: 'interviewPlace', as: 'place', extent: extents.interviewPlace }],
} as const

/** Actions that arrange an interview, change or cancel it, and record its outcome. */
export const interviewingActions = [
  {
    name: 'interview',
    isOpen: mayPropose,
    aside: true,
    refusal: application =>
      arrangedInterview(application) ? 'interview.open-already' : 'application.refused.no-such-move',
    isNext: ({ application }) => application.state === 'interview' && !application.interview?.outcome,
    tells: slotTexts,
    form: making => slotForm(making),
  },
  {
    name: 'interview-change',
    place: 'talk',
    isOpen: ({ application }, actor) => isOfficer(actor) && arrangedInterview(application) !== null,
    refusal: application => (arrangedInterview(application) ? null : 'interview.none-open'),
    tells: slotTexts,
    written: ({ application }) => initialWriting(arrangedInterview(application)),
    before: ({ application }) => translatedBefore(arrangedInterview(application)),
    form: making => slotForm(making),
  },
  {
    name: 'interview-cancel',
    place: 'talk',
    isOpen: ({ application, now }, actor) => isOfficer(actor) && mayCancel(application, now),
    refusal: application => (arrangedInterview(application) ? 'interview.begun' : 'interview.none-open'),
    tells: { field: 'interviewReason', as: 'reason', extent: extents.interviewCancelled },
    form: making => ({
      hidden: shownInterview(making, arrangedInterview(making.file.application)),
      fields: [field(making, 'interviewReason', { several: true, rows: 3 })],
    }),
    danger: true,
  },
  {
    name: 'interview-outcome',
    place: 'talk',
    isOpen: ({ application, now }, actor) => isOfficer(actor) && mayClose(application, now),
    refusal: ({ interview }) =>
      interview && interview.state !== 'cancelled' ? 'interview.not-begun' : 'interview.none-open',
    form: outcomeForm,
    unfolded: ({ application }) => application.interview?.state === 'open',
  },
] as const satisfies readonly ActionSpec[]

/** Checks whether an interview can be proposed: in review by the table of states, afterwards when none is arranged. */
function mayPropose({ application, moves }: CaseFile, actor: Actor): boolean {
  if (application.state === 'interview') return isOfficer(actor) && !arrangedInterview(application)
  return moves.some(({ to, verdict }) => to === 'interview' && verdict.ok)
}

function slotForm(making: ActionContext): Partial<ActionForm> {
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
function shownInterview({ failure }: ActionContext, interview: Interview | null | undefined): ActionForm['hidden'] {
  const shown = inputValue(failure?.typed ?? {}, 'arranged')
  return interview ? [{ name: 'arranged', value: shown || versionOf(interview) }] : []
}

/** Returns the initial values of the fields: those of the arranged interview. */
function initialSlot(interview: Interview | null) {
  if (!interview) return { on: '', at: '', minutes: usualMinutes, place: '', note: '', interpreter: '' }
  const { startsAt, endsAt, interpreter, placeWriting, noteWriting } = interview
  const [place, note] = [placeWriting?.original?.text ?? interview.place, noteWriting?.original?.text ?? interview.note]
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
function initialWriting(interview: Interview | null): FormValues {
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
const translatedBefore = (interview: Interview | null) => [
  ...translatedPart('interviewPlace', interview?.place, interview?.placeWriting),
  ...translatedPart('interviewNote', interview?.note, interview?.noteWriting),
]

const translatedPart = (name: string, translation = '', writing: Interview['placeWriting'] = null) =>
  writing?.original ? [{ name, text: writing.original.text, translation }] : []

function outcomeForm(making: ActionContext): Partial<ActionForm> {
  const { reader, file, failure } = making
  const { state, outcome } = file.application.interview ?? {}
  const heldChoice = failure
    ? inputValue(failure.typed, 'held')
    : { held: 'yes', not_held: 'no' }[state as 'held' | 'not_held']
  const options = (['yes', 'no'] as const).map(value => ({
    value,
    label: reader.t(`interview.held.${value}`),
    checked: heldChoice === value,
  }))
  return {
    hidden: shownInterview(making, file.application.interview),
    choices: choices(making, 'held', options),
    fields: [field(making, 'outcomeNote', { several: true, start: outcome?.note ?? '' })],
  }
}
