import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import { select } from '#features/cases/desk/form-parts.ts'
import { emptyForm } from '#features/cases/desk/input.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { candidatesFor, freeSeats, panelStates } from '#features/cases/review/panel.ts'
import { countedAssessments } from '#features/cases/review/rubric.ts'
import type { Actor } from '#features/cases/states.ts'
import { idField, isOfTheStaff, optionOf } from './officers.ts'
import type { ReviewingService } from '../service.ts'

const hasRoom = ({ application }: CaseFile, actor: Actor): boolean =>
  isOfTheStaff(actor) && panelStates.includes(application.state) && freeSeats(application) > 0

const panelFull = (application: Application) => (freeSeats(application) === 0 ? 'case.refused.panel-full' : null)

/** Seats a reviewer on the panel. */
export const seat = caseAction({
  name: 'seat',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: hasRoom,
  refusal: panelFull,
  beforeDeclaration: true,
  input: z.object({ reviewer: idField }),
  form: making => ({
    select: select(making, 'reviewer', {
      options: candidatesFor(making.file.application, making.file.officers).map(optionOf(making.reader)),
    }),
  }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.assignment.seat(id, actor, input.reviewer),
})

/** Fills the free seats of the panel with those who have least work. */
export const fillPanel = caseAction({
  name: 'fill-panel',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: hasRoom,
  refusal: panelFull,
  beforeDeclaration: true,
  bare: true,
  input: emptyForm,
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor }) => reviewing.assignment.seat(id, actor, null),
})

/** Takes a reviewer without scores off the panel. */
export const unseat = caseAction({
  name: 'unseat',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'handling',
  isOpen: (file, actor) =>
    isOfTheStaff(actor) && panelStates.includes(file.application.state) && awaitedReviewers(file).length > 0,
  beforeDeclaration: true,
  input: z.object({ member: idField }),
  form: making => ({
    select: select(making, 'member', {
      options: awaitedReviewers(making.file).map(({ id, name }) => ({ value: id, label: name })),
    }),
  }),
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.assignment.unseat(id, actor, input.member),
})

/** Returns the members of the panel who have not given scores. */
function awaitedReviewers({ application }: CaseFile) {
  const scored = countedAssessments(application).map(({ reviewer }) => reviewer)
  return (application.panel ?? []).filter(({ id }) => !scored.includes(id))
}
