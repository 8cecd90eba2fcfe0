import { trusted } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '#models/cases/application.ts'
import { streamOf } from '#outside/database/stream.ts'
import { conflict } from '#shared/errors.ts'
import { applicantPageProjection } from '../cases/applicant/applicant-projection.ts'
import { applyChange } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'

/** Fields for the office only. The query does not read them. */
const officeFields = {
  ...applicantPageProjection,
  assessments: 0,
  formerAssessments: 0,
  score: 0,
  rubric: 0,
  panel: 0,
  assignee: 0,
  pendingEffects: 0,
} as const

export type BlockingCase = { id: string; reference: string; premises: string; tenancy: boolean }
type OwnCasesDeps = Pick<Deps, 'clock'> & {
  cases: { retention: { anonymiseLeft: () => Promise<number> } }
  applying: { deletions: { deleteDraft: (draft: Draft) => Promise<boolean> } }
}

/** Builds the functions for all applications of one account. */
export function createOwnCases({ clock, cases, applying }: OwnCasesDeps) {
  /** Streams all of them, the one changed last first. */
  function all(applicantId: string): AsyncIterable<Application> {
    const found = ApplicationModel.find({ applicant: applicantId }, officeFields).sort({ updatedAt: -1 })
    return streamOf<Application>(found.lean<Application[]>())
  }

  /**
   * Returns the applications that must end before the applicant's data can be erased: submitted and not over. A contract is
   * over when its tenancy has given back the premises. Drafts do not count.
   */
  async function standingInTheWay(applicantId: string): Promise<BlockingCase[]> {
    const states = liveApplicationStates.filter(state => state !== 'draft')
    const found = await ApplicationModel.find(
      { applicant: applicantId, state: trusted({ $in: states }) },
      { reference: 1, premises: 1, heldPremises: 1, state: 1, handedOverOn: 1 },
    ).lean<Application[]>()
    return found
      .filter(({ state, heldPremises }) => state !== 'contracted' || heldPremises)
      .map(({ _id, reference, premises, heldPremises, handedOverOn }) => ({
        id: _id.toHexString(),
        reference: reference ?? '',
        tenancy: Boolean(handedOverOn),
        premises: heldPremises ?? premises.join(', '),
      }))
  }

  /** For an account being deleted: deletes its drafts and keeps the rest no longer than required. Idempotent. */
  async function forgetApplicant(applicantId: string): Promise<void> {
    const own = { applicant: applicantId, state: 'draft' as const }
    // A draft that is saved at this moment is found when this is repeated.
    for (const draft of await ApplicationModel.find(own, { _id: 1, revision: 1 }).lean<Draft[]>())
      if (!(await applying.deletions.deleteDraft(draft))) throw conflict('error.stale')
    const remainingCases = { applicant: applicantId, applicantLeftAt: null }
    for (const was of await ApplicationModel.find(remainingCases).lean<Application[]>()) {
      const at = clock.now()
      await applyChange({ was, kind: 'applicant_left', actor: { kind: 'system' }, at, set: { applicantLeftAt: at } })
    }
    await cases.retention.anonymiseLeft()
  }

  return { all, standingInTheWay, forgetApplicant }
}

type Draft = Pick<Application, '_id' | 'revision'>
