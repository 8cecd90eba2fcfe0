import { z } from 'zod'
import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { findSpreads } from '#features/cases/review/rubric.ts'
import { text } from '#web/forms/forms.ts'
import { messageKey } from '#shared/texts/i18n.ts'

/** Passes a reviewed case on for a decision. */
export const decision = caseAction({
  name: 'decision',
  roles: ['reviewer', 'decider'],
  move: { from: ['review', 'interview'], to: 'decision' },
  asShown: true,
  input: decisionForm,
  form: making =>
    findSpreads(making.file.application).length > 0 ? { fields: [field(making, 'discussion', { several: true })] } : {},
  run: ({ cases }: WithCases, { id, actor, input }) => cases.moves.move(id, 'decision', actor, input),
})

/** Returns the form. It needs the result of the reviewers' discussion when their scores differ widely. */
function decisionForm({ application }: CaseFile) {
  const optional = text(longText).optional().default('')
  const isDue = findSpreads(application).length > 0
  return z
    .object({
      discussion: isDue ? optional.pipe(z.string().min(1, messageKey('case.error.discussion'))) : optional,
    })
    .transform(({ discussion }) => ({ note: discussion === '' ? undefined : discussion }))
}
