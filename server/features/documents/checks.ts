import { trusted } from 'mongoose'
import { DocumentModel, type StoredDocument } from '../../../models/document.ts'
import type { Clock } from '../../outside/clock.ts'
import type { FileStore } from '../../outside/files.ts'
import { checkerOf, type Checker, type Rule } from '../../shared/checks.ts'

type Kept = { _id: { toHexString(): string }; storageId: string; size: number }
type StoredFile = { id: string; size: number; at: Date }
/** A sweeper removes what nobody claims within an hour; here it is given time to go round. */
const unclaimedForMs = 2 * 60 * 60_000

/** What must hold between documents and their bytes, for `npm run verify-data`. */
export function documentChecks({ clock, files }: { clock: Clock; files: FileStore }): readonly Checker[] {
  const filesOfRecords: Rule<Kept> = {
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
      const before = clock.machineNow().getTime() - unclaimedForMs
      const old = batch.filter(({ at }) => at.getTime() < before).map(({ id }) => id)
      const claimed = await DocumentModel.find({ storageId: trusted({ $in: old }) }, { storageId: 1, scan: 1 }).lean()
      const known = new Set(claimed.filter(document => !isGone(document)).map(({ storageId }) => storageId))
      return old.filter(id => !known.has(id)).map(id => ({ id, why: 'no document points at it' }))
    },
  }
  const kept = { 'scan.state': trusted({ $ne: 'infected' as const }) }
  const records = () => DocumentModel.find(kept, { storageId: 1, size: 1 }).lean<Kept[]>().cursor()
  return [checkerOf(records, [filesOfRecords]), checkerOf(files.all, [recordsOfFiles])]
}

/** An infected document has lost its file as soon as nothing is left to do about it. */
const isGone = ({ scan }: Pick<StoredDocument, 'scan'>): boolean => scan?.state === 'infected' && !scan.nextAt
