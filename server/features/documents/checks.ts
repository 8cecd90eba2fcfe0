import { trusted, type Types } from 'mongoose'
import { DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import { PictureModel, type Picture } from '#models/documents/picture.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { createChecker, type Checker, type Rule, type Finding } from '#shared/checks.ts'
import { lostSince, sealing } from '#outside/sealing/sealing.ts'
import type { StoredSealing } from '#outside/sealing/stored.ts'
import type { Unrecorded } from './pictures-service.ts'
import type { FindClaimedIntakes } from './document-intake.ts'

type CheckedDocument = Pick<StoredDocument, '_id' | 'application' | 'storageId' | 'size' | 'state' | 'intake'>
type StoredFile = { id: string; size: number; at: Date }
/** The sweeper removes unclaimed files after an hour; the check allows it time to run. */
const unclaimedForMs = 2 * 60 * 60_000

type Deps = {
  clock: Clock
  files: FileStore
  /** Returns which of these applications exist or are being deleted. */
  ownersAmong: (ids: readonly Types.ObjectId[]) => Promise<ReadonlySet<string>>
  /** Returns which of these files somebody is deleting. */
  filesBeingDeleted: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  intakesNamed: FindClaimedIntakes
}

/** Rules between documents, their cases and their files, for `npm run verify-data`. */
export function documentChecks({
  clock,
  files,
  ownersAmong,
  filesBeingDeleted,
  intakesNamed,
}: Deps): readonly Checker[] {
  const before = () => new Date(clock.machineNow().getTime() - unclaimedForMs)

  const owners: Rule<CheckedDocument> = {
    name: 'every document belongs to an application, or to one that is being deleted',
    level: 'violation',
    async find(batch) {
      // Documents that arrived for a draft deleted meanwhile wait for the sweeper.
      const settled = batch.filter(({ state, intake }) => state !== 'pending' || !intake || intake.at < before())
      const existingOwners = await ownersAmong(settled.map(({ application }) => application))
      return settled
        .filter(({ application }) => !existingOwners.has(application.toHexString()))
        .map(({ _id }) => ({ id: _id.toHexString(), why: 'its application is gone' }))
    },
  }
  const taken: Rule<CheckedDocument> = {
    name: 'every document that has arrived is taken in or swept',
    level: 'violation',
    async find(batch) {
      const old = batch.filter(({ state, intake }) => state === 'pending' && intake && intake.at < before())
      const named = await intakesNamed(
        old.map(({ application, intake }) => ({ application, intake: intake?.id ?? '' })),
      )
      return old
        .filter(({ intake }) => !named.has(intake?.id ?? ''))
        .map(({ _id }) => ({ id: _id.toHexString(), why: 'no case says that it takes it in; does the worker run?' }))
    },
  }
  const filesOfRecords: Rule<CheckedDocument> = {
    name: 'every document has its whole file',
    level: 'violation',
    async find(batch) {
      const whole = await files.whole(batch.map(({ storageId }) => storageId))
      return batch
        .filter(({ storageId, size }) => whole.get(storageId) !== size)
        .map(({ _id }) => ({ id: _id.toHexString(), why: 'its file is missing or not whole' }))
    },
  }
  const recordsOfFiles: Rule<StoredFile> = {
    name: 'every file of the store belongs to a document',
    level: 'violation',
    async find(batch) {
      const old = batch.filter(({ at }) => at < before()).map(({ id }) => id)
      const claimed = await DocumentModel.find({ storageId: trusted({ $in: old }) }, { storageId: 1, scan: 1 }).lean()
      const claimedIds = new Set(claimed.filter(document => !isGone(document)).map(({ storageId }) => storageId))
      const [going, noted] = await Promise.all([filesBeingDeleted(old), files.noted(old, before())])
      return old
        .filter(id => !claimedIds.has(id) && !going.has(id) && !noted.has(id))
        .map(id => ({ id, why: 'no document points at it' }))
    },
  }
  const notInfected = { 'scan.state': trusted({ $ne: 'infected' as const }) }
  const fields = { application: 1, storageId: 1, size: 1, state: 1, intake: 1 } as const
  const records = () => DocumentModel.find(notInfected, fields).lean<CheckedDocument[]>().cursor()
  return [createChecker(records, [owners, taken, filesOfRecords]), createChecker(files.all, [recordsOfFiles])]
}

/** Rules between the photos of handovers and their records, for `npm run verify-data`. */
export function pictureChecks({ clock, unrecorded }: { clock: Clock; unrecorded: Unrecorded }): readonly Checker[] {
  const recorded: Rule<Picture> = {
    name: 'every photo of a handover that was recorded is in its record',
    level: 'violation',
    async find(batch) {
      // Photos sent while the handover was being recorded are removed by their sender's request, or by the sweeper.
      const before = clock.now().getTime() - unclaimedForMs
      const unrecordedIds = await unrecorded(batch.filter(({ takenAt }) => takenAt.getTime() < before))
      return [...unrecordedIds].map(id => ({ id, why: 'the record does not name it; does the worker run?' }))
    },
  }
  return [createChecker(() => PictureModel.find().lean<Picture[]>().cursor(), [recorded])]
}

/** An infected document has no file any more once it needs no further action. */
const isGone = ({ scan }: Pick<StoredDocument, 'scan'>): boolean => scan?.state === 'infected' && !scan.nextAt

const sealedRule = 'everything that is to be sealed at rest is sealed'
const lostRule = 'nothing is sealed with a key that an administrator has said is lost'
const openableRule = 'every key with which something is sealed is among the keys'

/** Rules for sealed data, for `npm run verify-data`: nothing is stored unsealed, and everything can be opened. */
export function sealChecks({ lying }: Pick<StoredSealing, 'lying'>): Checker {
  async function* look(): AsyncIterable<Finding> {
    const { on, keyIds } = sealing()
    for (const { name, open, sealed: by } of await lying()) {
      const why = on ? 'does the worker run?' : 'SEALING is off'
      if (open > 0) yield { check: sealedRule, id: name, why: `${String(open)} lie open; ${why}` }
      for (const [id, count] of by) {
        if (keyIds.includes(id)) continue
        const since = lostSince(id)?.toISOString().slice(0, 10)
        if (since) yield { check: lostRule, id, why: `${String(count)} of ${name} are lost since ${since}` }
        else yield { check: openableRule, id, why: `${String(count)} of ${name} need it, and DOCUMENT_KEYS lacks it` }
      }
    }
  }
  const promises = [
    { name: sealedRule, level: 'warning' },
    { name: openableRule, level: 'violation' },
    { name: lostRule, level: 'note' },
  ] as const
  return { promises, look }
}
