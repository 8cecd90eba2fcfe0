import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '#models/cases/application.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { premisesChoices } from '#features/cases/answers/fields.ts'
import type { Deps } from '#features/cases/ports.ts'

type Chosen = [string, ...string[]]
/** `leftOut` is true when more of the premises were open than an application can name. */
type Started = { id: string; chosen: readonly string[]; leftOut: boolean }

export function draftsOf({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /**
   * Begins an application for premises, the first choice first. Leaves out premises that are not open and those beyond the
   * last row of the form. Repeated calls (a double click, two tabs) return the same application, or the one already
   * submitted for the first choice. Throws "not found" when none of the premises is open.
   */
  async function begin(applicantId: string, codes: readonly string[]): Promise<Started> {
    const summaries = await premises.summaries.several(codes)
    const open = codes.filter(code => summaries.get(code)?.open)
    const [first, ...others] = open.slice(0, premisesChoices)
    if (!first) throw notFound('application.no-such-premises', { codes: codes.join(' ') })
    const live = { applicant: applicantId, startedFor: first, state: trusted({ $in: [...liveApplicationStates] }) }
    const chosen: Chosen = [first, ...others]
    const id = (await insertDraft(applicantId, chosen)) ?? (await idOf(live))
    return { id, chosen, leftOut: open.length > chosen.length }
  }

  async function insertDraft(applicantId: string, chosen: Chosen): Promise<string | null> {
    const now = clock.now()
    const started = {
      _id: new mongoose.Types.ObjectId(),
      at: now,
      by: { kind: 'applicant' as const, id: applicantId },
      kind: 'started',
    }
    try {
      const draft = await ApplicationModel.create({
        applicant: applicantId,
        startedFor: chosen[0],
        premises: chosen,
        state: 'draft',
        stateSince: now,
        answers: { choice: { premises: chosen } },
        events: [started],
        createdAt: now,
        updatedAt: now,
      })
      return draft._id.toHexString()
    } catch (error) {
      if (isDuplicateKey(error)) return null
      throw error
    }
  }

  return begin
}

async function idOf(filter: QueryFilter<Application>): Promise<string> {
  const found = await ApplicationModel.findOne(filter, { _id: 1 }).lean<Pick<Application, '_id'>>()
  if (!found) throw conflict('error.stale')
  return found._id.toHexString()
}
