import { interpreterLanguages, type Interview } from '#models/cases/parts/interview.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { clockTime } from '#shared/days/city-time.ts'
import { typedText } from '#web/forms/forms.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { arranged, isOfficer, mayCancel, mayClose } from '#features/cases/interviews/rules.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { interpreterInWords } from '#features/cases/interviews/interview-text.ts'
import type { Actor } from '#features/cases/states.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, select, type ActionForm, type Making } from './form-parts.ts'

const usualMinutes = '45'

/** A talk with the applicant: to arrange it, to change or call it off, to write down what came of it. */
export const interviewingActions = [
  {
    name: 'interview',
    isOpen: mayPropose,
    aside: true,
    refusal: application => (arranged(application) ? 'interview.open-already' : 'application.refused.no-such-move'),
    isNext: ({ application }) => application.state === 'interview' && !application.interview?.outcome,
    form: making => slotForm(making),
  },
  {
    name: 'interview-change',
    place: 'talk',
    isOpen: ({ application }, actor) => isOfficer(actor) && arranged(application) !== null,
    refusal: application => (arranged(application) ? null : 'interview.none-open'),
    form: making => slotForm(making),
  },
  {
    name: 'interview-cancel',
    place: 'talk',
    isOpen: ({ application, now }, actor) => isOfficer(actor) && mayCancel(application, now),
    refusal: () => 'interview.none-open',
    tells: { field: 'interviewReason', as: 'reason', extent: extents.interviewCancelled },
    form: making => ({ fields: [field(making, 'interviewReason', { several: true, rows: 3 })] }),
    danger: true,
  },
  {
    name: 'interview-outcome',
    place: 'talk',
    isOpen: ({ application, now }, actor) => isOfficer(actor) && mayClose(application, now),
    refusal: () => 'interview.not-begun',
    form: outcomeForm,
    unfolded: ({ application }) => application.interview?.state === 'open',
  },
] as const satisfies readonly ActionSpec[]

/** In review by the table of states; afterwards again, when none is arranged. */
function mayPropose({ application, moves }: CaseFile, actor: Actor): boolean {
  if (application.state === 'interview') return isOfficer(actor) && !arranged(application)
  return moves.some(({ to, verdict }) => to === 'interview' && verdict.ok)
}

function slotForm(making: Making): Partial<ActionForm> {
  const start = startsOf(arranged(making.file.application))
  const languages = [null, ...interpreterLanguages].map(value => ({
    value: value ?? '',
    label: interpreterInWords(making.reader.t, value),
  }))
  return {
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

/** What the fields hold before anything is typed: the interview as it is arranged. */
function startsOf(interview: Interview | null) {
  if (!interview) return { on: '', at: '', minutes: usualMinutes, place: '', note: '', interpreter: '' }
  const { startsAt, endsAt, place, note, interpreter } = interview
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

function outcomeForm(making: Making): Partial<ActionForm> {
  const { reader, file, failure } = making
  const { state, outcome } = file.application.interview ?? {}
  const known = failure
    ? typedText(failure.typed, 'held')
    : { held: 'yes', not_held: 'no' }[state as 'held' | 'not_held']
  const options = (['yes', 'no'] as const).map(value => ({
    value,
    label: reader.t(`interview.held.${value}`),
    checked: known === value,
  }))
  return {
    choices: choices(making, 'held', options),
    fields: [field(making, 'outcomeNote', { several: true, start: outcome?.note ?? '' })],
  }
}
