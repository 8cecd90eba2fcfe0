import { ApplicationModel, type Application, type ApplicationState } from '../../../models/application.ts'
import { notForApplicants, readFor } from './change.ts'
import type { Actor } from './states.ts'

export function queueOf() {
  /** How many cases are in each state, for the tabs above the queue. */
  async function countByState(): Promise<Partial<Record<ApplicationState, number>>> {
    const counts = await ApplicationModel.aggregate<{ _id: ApplicationState; count: number }>([
      { $match: { submittedAt: { $type: 'date' } } },
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ])
    return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]))
  }

  /** One case for the staff; a draft does not exist for them. */
  const forStaff = (id: string, actor: Actor): Promise<Application> => readFor(id, actor)

  /** The applicant's own, newest first. */
  const ofApplicant = (applicantId: string): Promise<Application[]> =>
    ApplicationModel.find({ applicant: applicantId }, notForApplicants)
      .sort({ updatedAt: -1, _id: -1 })
      .limit(200)
      .lean<Application[]>()

  /** The applicant's own one. Somebody else's is not found, so that ids cannot be probed. */
  const own = (id: string, applicantId: string): Promise<Application> =>
    readFor(id, { kind: 'applicant', id: applicantId })

  return { countByState, forStaff, ofApplicant, own }
}
