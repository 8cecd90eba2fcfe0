import { ApplicationModel, type Application } from '../../../models/application.ts'
import { notForApplicants } from './change.ts'

/** What only the office is to know is not even read. */
const inner = {
  ...notForApplicants,
  assessments: 0,
  score: 0,
  rubric: 0,
  panel: 0,
  assignee: 0,
  objections: 0,
  pendingEffects: 0,
} as const

/** What somebody has applied for, for an account and not for one case. */
export function ownCasesOf() {
  /** All of it as a stream, the latest first. */
  function ownApplications(applicantId: string): AsyncIterable<Application> {
    const found = ApplicationModel.find({ applicant: applicantId }, inner).sort({ updatedAt: -1 })
    return found.lean<Application[]>().cursor()
  }

  return { ownApplications }
}
