import { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import { visibleLine, type ReadLine } from '../content.ts'
import { undecidedStates, type Actor } from '../states.ts'

const competingStates: readonly ApplicationState[] = [...undecidedStates, 'offered', 'accepted']

const fields = {
  reference: 1,
  applicantName: 1,
  state: 1,
  premises: 1,
  heldPremises: 1,
  submittedAt: 1,
  panel: 1,
  rubric: 1,
  'assessments.reviewer': 1,
  'assessments.noConflict': 1,
  'assessments.scores': 1,
  'events.kind': 1,
  'events.by.id': 1,
  'snapshot.answers.company.vehicle': 1,
  'snapshot.answers.choice.areaNeeded': 1,
  ...Object.fromEntries(
    ['useClass', 'investment', 'foreignStaff', 'localStaff', 'earliestOpening'].map(name => [
      `snapshot.answers.plan.${name}`,
      1 as const,
    ]),
  ),
} as const

/** Fields compared with other cases that want the same units. */
export type RivalCase = Pick<
  Application,
  | '_id'
  | 'reference'
  | 'applicantName'
  | 'state'
  | 'premises'
  | 'heldPremises'
  | 'submittedAt'
  | 'panel'
  | 'rubric'
  | 'assessments'
  | 'events'
  | 'snapshot'
>
export type Rivals = { items: ReadLine<RivalCase>[]; /** True when there are more than are shown. */ more: boolean }

const maxRivals = 8

/** Returns other cases that may still get a unit of this one, each as far as its content is open to this colleague. */
export async function rivalsOf({ _id, premises }: Application, actor: Actor): Promise<Rivals> {
  const found = await ApplicationModel.find(
    { premises: trusted({ $in: premises }), state: trusted({ $in: [...competingStates] }), _id: trusted({ $ne: _id }) },
    fields,
    // Uses the order of the index: nothing is sorted, and no more is read than is shown.
    { limit: maxRivals + 1, hint: { premises: 1, state: 1 } },
  ).lean<RivalCase[]>()
  return { items: found.slice(0, maxRivals).map(wish => visibleLine(wish, actor)), more: found.length > maxRivals }
}
