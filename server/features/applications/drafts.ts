import mongoose, { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '../../../models/application.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import type { Deps } from './ports.ts'

const duplicateKey = 11_000

export function draftsOf({ clock, premises }: Pick<Deps, 'clock' | 'premises'>) {
  /**
   * Begins an application for a premises. Asked twice (a double click, two tabs) it leads to the same one, and to the
   * one already handed in when there is one.
   */
  async function start(applicantId: string, code: string): Promise<string> {
    const standing = await premises.standing(code)
    if (!standing?.open) throw notFound('application.no-such-premises', { code })
    const live = { applicant: applicantId, startedFor: code, state: trusted({ $in: [...liveApplicationStates] }) }
    return (await insertDraft(applicantId, code)) ?? (await idOf(live))
  }

  async function insertDraft(applicantId: string, code: string): Promise<string | null> {
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
        startedFor: code,
        premises: [code],
        state: 'draft',
        stateSince: now,
        answers: { choice: { premises: [code] } },
        events: [started],
        createdAt: now,
        updatedAt: now,
      })
      return draft._id.toHexString()
    } catch (error) {
      if ((error as { code?: number }).code === duplicateKey) return null
      throw error
    }
  }

  return { start }
}

async function idOf(filter: QueryFilter<Application>): Promise<string> {
  const found = await ApplicationModel.findOne(filter, { _id: 1 }).lean<Pick<Application, '_id'>>()
  if (!found) throw conflict('error.stale')
  return found._id.toHexString()
}
