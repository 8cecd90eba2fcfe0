import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { select } from '#features/cases/desk/form-parts.ts'
import { emptyForm } from '#features/cases/desk/input.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { candidatesFor, freeSeats, leastLoadedOf, panelStates } from '#features/cases/review/panel.ts'
import { countedAssessments } from '#features/cases/review/rubric.ts'
import { personOf } from '#features/cases/review/staffing.ts'
import type { Actor } from '#features/cases/states.ts'
import { conflict } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { findPanelMember, writeAssignment, type AssigningDeps } from '../assignment/assigning.ts'
import { withRules } from '../assignment/review-rules.ts'
import { listOfficers } from '../assignment/workload.ts'
import { idField, isOfTheStaff, optionOf } from './officers.ts'

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
  run: ({ casePorts }: WithPorts, { id, actor, input }) => seatReviewers(casePorts, id, actor, input.reviewer),
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
  run: ({ casePorts }: WithPorts, { id, actor }) => seatReviewers(casePorts, id, actor, null),
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
  run: ({ casePorts }: WithPorts, { id, actor, input }) => unseatReviewer(casePorts, id, actor, input.member),
})

function hasRoom({ application }: CaseFile, actor: Actor): boolean {
  return isOfTheStaff(actor) && panelStates.includes(application.state) && freeSeats(application) > 0
}

function panelFull(application: Application): MessageKey | null {
  return freeSeats(application) === 0 ? 'case.refused.panel-full' : null
}

/** Returns the members of the panel who have not given scores. */
function awaitedReviewers({ application }: CaseFile) {
  const scored = countedAssessments(application).map(({ reviewer }) => reviewer)
  return (application.panel ?? []).filter(({ id }) => !scored.includes(id))
}

/** Adds a reviewer to the panel, or with `null` as many as it still needs. */
async function seatReviewers(
  deps: AssigningDeps,
  id: string,
  actor: Actor,
  reviewer: string | null,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  if (!panelStates.includes(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
  const free = freeSeats(await withRules(was))
  if (free === 0) throw conflict('case.refused.panel-full', { facts: { id } })
  const able = candidatesFor(was, await listOfficers(deps))
  const chosen = reviewer === null ? leastLoadedOf(able, free) : able.filter(one => one.id === reviewer)
  const [first, ...rest] = chosen.map(personOf)
  if (!first) throw conflict(reviewer === null ? 'case.refused.nobody-left' : 'case.refused.cannot-take')
  return writeAssignment(deps, was, actor, {
    kind: 'panel_joined',
    person: first,
    set: { panel: [...(was.panel ?? []), first, ...rest] },
    also: rest.map(person => ({ kind: 'panel_joined', actor, person })),
  })
}

/** Removes a reviewer who has not given scores from the panel. */
export async function unseatReviewer(
  deps: Pick<AssigningDeps, 'clock'>,
  id: string,
  actor: Actor,
  reviewer: string,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const person = findPanelMember(was, reviewer)
  const set = { panel: (was.panel ?? []).filter(member => member !== person) }
  return writeAssignment(deps, was, actor, { kind: 'panel_left', person: personOf(person), set })
}
