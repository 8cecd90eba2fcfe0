import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { doneBefore } from '#outside/audit.ts'
import { applyChange, readCaseFor, staleConflict } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { choices, field, type ActionContext } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { Deps } from '#features/cases/ports.ts'
import { declaringRoles, interestKinds, interestOf } from '#features/cases/review/interest.ts'
import { isUnderReview, type Actor } from '#features/cases/states.ts'
import { inputValue, text } from '#web/forms/forms.ts'
import { forbidden } from '#shared/errors.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { replaceLeaver } from '../assignment/replacing.ts'

/** Declares whether a colleague has a personal interest in the case, before its content is read. */
export const declaration = caseAction({
  name: 'declaration',
  roles: ['reviewer', 'decider'],
  // Open before the content is read, and later as long as a newly found conflict still changes who assesses or decides.
  isOpen: ({ application, closed, moves }, { kind }) =>
    closed !== null ||
    (kind === 'reviewer' && isUnderReview(application.state)) ||
    (kind === 'decider' && application.state === 'decision' && moves.some(({ verdict }) => verdict.ok)),
  // Everybody who may read the case has declared their interest.
  refusal: () => 'case.refused.declared',
  beforeDeclaration: true,
  input: z
    .object({
      interest: z.enum(['none', 'conflict'], messageKey('form.choose')),
      note: text(longText).optional().default(''),
    })
    .superRefine(({ interest, note }, context) => {
      if (interest === 'conflict' && note === '')
        context.addIssue({ code: 'custom', path: ['note'], message: messageKey('case.error.conflict-note') })
    }),
  form: making => ({
    choices: interestChoices(making),
    fields: [field(making, 'note', { several: true, optional: true, rows: 2 })],
  }),
  // A colleague who declared no conflict may still find one after reading.
  label: ({ interest }) => (interest === 'none' ? 'case.action.conflict-found' : null),
  confirm: ({ interest }) => (interest === 'none' ? 'case.confirm.conflict-found' : null),
  isNext: ({ closed }) => closed !== null,
  aside: true,
  unfolded: ({ closed }) => closed !== null,
  run: ({ casePorts }: WithPorts, { id, actor, input }) => declareInterest(casePorts, id, actor, input),
})

function interestChoices(making: ActionContext) {
  const chosen = inputValue(making.failure?.typed ?? {}, 'interest')
  const options = (['none', 'conflict'] as const).map(value => ({
    value,
    label: making.reader.t(`case.interest.${value}`),
    checked: chosen === value,
  }))
  return choices(making, 'interest', options)
}

type DeclaringDeps = Pick<Deps, 'clock' | 'accounts'>
/** `note` describes the conflict. */
type Declaration = { interest: 'none' | 'conflict'; note?: string | undefined }

/** Adds the declaration of a reviewer or a decider to the history of a case. */
export async function declareInterest(
  deps: DeclaringDeps,
  id: string,
  actor: Actor,
  declaration: Declaration,
): Promise<Application> {
  if (!declaringRoles.includes(actor.kind) || !actor.id) throw forbidden()
  return writeDeclaration(deps, await readCaseFor(id, actor), actor, declaration)
}

/** Writes the declaration. With a conflict, a replacement takes over in the same write. */
export async function writeDeclaration(
  deps: DeclaringDeps,
  was: Application,
  actor: Actor,
  { interest, note }: Declaration,
): Promise<Application> {
  const { id = '', name = '' } = actor
  const before = interestOf(was, id)
  if (before === 'conflict') throw forbidden('case.refused.conflict', { facts: { id: String(was._id) } })
  // Sent twice: the declaration exists already. A new note is recorded.
  if (before === interest && (!note || note === lastNoteOf(was, id))) return doneBefore(was)
  const follows = interest === 'conflict' ? await replaceLeaver(deps, was, { id, name }) : {}
  const declared = await applyChange({
    was,
    kind: interestKinds[interest],
    actor,
    at: deps.clock.now(),
    note,
    ...follows,
  })
  if (!declared) throw staleConflict(was)
  return declared
}

/** Returns the note of a colleague's last declaration; a conflict ends all further ones. */
const lastNoteOf = ({ events }: Pick<Application, 'events'>, accountId: string) =>
  events.findLast(({ by, kind }) => by.id === accountId && kind === interestKinds.none)?.note
