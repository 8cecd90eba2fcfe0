import mongoose from 'mongoose'
import { PremisesModel } from '#models/premises/premises.ts'
import { PremisesVersionModel, type PremisesVersion } from '#models/listings/premises-version.ts'
import type { Clock } from '#outside/clock.ts'
import { notFound } from '#shared/errors.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { type LaterChanges, laterChangesOf } from '../premises/listing/later-changes.ts'
import { createVersionFiler, unfiledFilter, type AuditTrail, type UnfiledPremises } from './filing.ts'

const entriesPerPage = 30
const filingBatchSize = 200

type Page = { entries: PremisesVersion[]; page: number; pages: number; total: number }

/** Service for the history of premises: what changed, who did it, when and why. Read by the staff; written by `recorded`. */
export function versionsService(deps: { clock: Clock; trail: AuditTrail }) {
  const { file: fileTogether, tellLate } = createVersionFiler(deps)

  /** Returns a page of the history, newest first; a page beyond the last gives the last. */
  async function list(code: string, requestedPage: number): Promise<Page> {
    await filePremises(code)
    const total = await PremisesVersionModel.countDocuments({ code })
    const pages = Math.max(1, Math.ceil(total / entriesPerPage))
    const page = Math.min(requestedPage, pages)
    const entries = await PremisesVersionModel.find({ code })
      .sort({ at: -1, _id: -1 })
      .skip((page - 1) * entriesPerPage)
      .limit(entriesPerPage)
      .lean<PremisesVersion[]>()
    return { entries, page, pages, total }
  }

  async function get(code: string, id: string): Promise<PremisesVersion> {
    await filePremises(code)
    const entry = await PremisesVersionModel.findOne({ _id: id, code }).lean<PremisesVersion>()
    if (!entry) throw notFound()
    return entry
  }

  /**
   * Returns the fields changed since this version, with their values then (from the first later change). `by` and `at` are
   * those of the latest change.
   */
  async function since(code: string, version: number): Promise<LaterChanges> {
    await filePremises(code)
    const later = await PremisesVersionModel.find({ code, version: mongoose.trusted({ $gt: version }) })
      .sort({ version: 1 })
      .lean<PremisesVersion[]>()
    return laterChangesOf(later)
  }

  /** Returns the fields changed since a version, with their values then, except those that decide when it is public. */
  async function valuesAt(code: string, version: number): Promise<FormValues> {
    const changed = [...(await since(code, version))].filter(([field]) => !neverRestored.has(field))
    return Object.fromEntries(changed.map(([field, { was }]) => [field, was]))
  }

  const filePremises = async (code: string): Promise<void> => {
    const waiting = await PremisesModel.findOne(
      { code, ...unfiledFilter() },
      { code: 1, unfiled: 1 },
    ).lean<UnfiledPremises>()
    if (waiting) await fileTogether([waiting])
  }

  /**
   * Moves waiting entries from the documents into the history. Safe to repeat, because an entry keeps its id. Returns how
   * many premises had some.
   */
  async function file(): Promise<number> {
    let filed = await tellLate()
    for (;;) {
      const waiting = await PremisesModel.find(unfiledFilter(), { code: 1, unfiled: 1 })
        .limit(filingBatchSize)
        .lean<UnfiledPremises[]>()
      const moved = await fileTogether(waiting)
      filed += waiting.length
      if (moved === 0 || waiting.length < filingBatchSize) return filed
    }
  }

  return { list, get, since, valuesAt, file }
}
export type VersionsService = ReturnType<typeof versionsService>

const neverRestored = new Set(['publishAt', 'expiresAt'])
