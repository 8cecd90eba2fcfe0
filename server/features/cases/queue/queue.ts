import {
  ApplicationModel,
  liveApplicationStates,
  type Application,
  type ApplicationState,
} from '#models/applications/application.ts'
import { notForApplicants, readFor } from '../change.ts'
import { countHeldNotices } from '../notice/held.ts'

export function queueOf() {
  /** How many cases are at each step that waits for somebody: one count along an index for each. */
  async function countByState(): Promise<Partial<Record<ApplicationState, number>>> {
    const counts = liveApplicationStates.slice(1).map(async state => {
      const count = await ApplicationModel.countDocuments({ state }, { hint: 'queue_by_state' })
      return [state, count] as const
    })
    return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0))
  }

  /** The applicant's own, newest first. */
  const ofApplicant = (applicantId: string): Promise<Application[]> =>
    ApplicationModel.find({ applicant: applicantId }, notForApplicants)
      .sort({ updatedAt: -1, _id: -1 })
      .limit(200)
      .lean<Application[]>()

  /** The applicant's own one. Somebody else's is not found, so that ids cannot be probed. */
  const own = (id: string, applicantId: string): Promise<Application> =>
    readFor(id, { kind: 'applicant', id: applicantId })

  return { countByState, countHeldNotices, ofApplicant, own }
}
