import { trusted, type Types } from 'mongoose'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { findDuplicates } from '#features/documents/duplicate-files.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import type { TenancyEffects } from '../change.ts'
import type { Deps } from '../ports.ts'

/** Takes the files of a letter into the documents of the application. Idempotent. */
export async function storeIntakeFiles(
  { documents }: Pick<Deps, 'documents'>,
  { application }: Tenancy,
  { intake, at }: TenancyEffects['take_in'],
): Promise<void> {
  await documents.takeIn({ applicationId: application.toHexString(), intake, keepOld: true, at: new Date(at) })
}

/** Does at once what the worker would do shortly, so that the files are there when the page is shown. */
export async function storePendingFiles(deps: Pick<Deps, 'documents'>, tenancy: Tenancy): Promise<void> {
  for (const { kind, key, facts } of tenancy.pendingEffects) {
    if (kind !== 'take_in') continue
    await storeIntakeFiles(deps, tenancy, facts as TenancyEffects['take_in'])
    const crossOut = { $pull: { pendingEffects: { key } } }
    await TenancyModel.updateOne({ _id: tenancy._id }, crossOut, { timestamps: false })
  }
}

type ReceivedLetter = {
  was: Tenancy
  /** Ids of the files that the letter has. */ sent: readonly string[]
  arrived: Intake
}

/**
 * Returns the ids of the files that the letter does not have yet, and drops the others: a letter may be sent again after a
 * broken connection.
 */
export async function dropRepeatedFiles(
  deps: Pick<Deps, 'documents'>,
  { was, sent, arrived: { id: intake, documents: arrived } }: ReceivedLetter,
): Promise<string[]> {
  const applicationId = was.application.toHexString()
  await storePendingFiles(deps, was)
  const present = await deps.documents.list(applicationId)
  const ofLetter = present.filter(({ _id }) => sent.includes(_id.toHexString()))
  const same = findDuplicates(arrived, ofLetter)
  await deps.documents.drop(
    { applicationId, intake },
    same.map(({ _id }) => _id),
  )
  return arrived.filter(document => !same.includes(document)).map(({ _id }) => _id.toHexString())
}

/** Returns those of the pending intakes of documents that a tenancy has an effect for. */
export async function findPendingIntakes(
  pending: readonly { application: Types.ObjectId; intake: string }[],
): Promise<Set<string>> {
  const filter = {
    application: trusted({ $in: pending.map(({ application }) => application) }),
    'pendingEffects.facts.intake': trusted({ $in: pending.map(({ intake }) => intake) }),
  }
  const found = await TenancyModel.find(filter, { pendingEffects: 1 }).lean<Pick<Tenancy, 'pendingEffects'>[]>()
  return new Set(found.flatMap(({ pendingEffects }) => pendingEffects.flatMap(({ facts }) => facts.intake ?? [])))
}
