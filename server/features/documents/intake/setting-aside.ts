import { trusted } from 'mongoose'
import { DocumentModel } from '#models/documents/document.ts'

type Unsent = { applicationId: string; handedIn: readonly string[]; from: Date; until: Date }

/**
 * Makes what was handed in current again: what came between two instants and never was handed in is kept as superseded,
 * and what that had replaced takes its place back. Safe to repeat, also when newer documents have come since.
 */
export async function setAsideUnsent({ applicationId, handedIn, from, until }: Unsent): Promise<void> {
  const sent = trusted({ $in: [...handedIn] })
  await DocumentModel.updateMany(
    {
      application: applicationId,
      state: 'current',
      uploadedAt: trusted({ $gte: from, $lte: until }),
      _id: trusted({ $nin: [...handedIn] }),
    },
    { $set: { state: 'superseded' } },
  )
  const newer = await DocumentModel.distinct('supersedes', { application: applicationId, state: 'current' })
  const replaced = new Set(newer.map(String))
  const gone = await DocumentModel.find(
    { application: applicationId, state: 'superseded', _id: sent },
    { _id: 1 },
  ).lean()
  const back = gone.map(({ _id }) => _id).filter(id => !replaced.has(id.toHexString()))
  await DocumentModel.updateMany({ _id: trusted({ $in: back }) }, { $set: { state: 'current' } })
}
