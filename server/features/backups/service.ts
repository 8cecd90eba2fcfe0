import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import mongoose from 'mongoose'
import { BackupModel, type Backup } from '#models/backups/backup.ts'
import { createArchive, documentsIn } from '#outside/backup/archive.ts'
import { ExistingBackupError, type BackupLocation } from '#outside/backup/file-place.ts'
import { backupLocationOf, type LocationSettings } from '#outside/backup/places.ts'
import type { Clock } from '#outside/clock.ts'
import { reasonOf } from '#outside/database/database-away.ts'
import { openSeparateConnection } from '#outside/database/database.ts'
import { withLease } from '#outside/database/lease.ts'
import { isDue, findExpired, type Past, type Schedule } from './rules.ts'

export type BackupSettings = LocationSettings & {
  /** Keys that seal back-ups, newest first; null: none can be made. */
  keys: readonly string[] | null
  /** Folder or `s3://bucket/prefix` of scheduled back-ups; null: there are none. */
  to: string | null
  schedule: Schedule
}
type Deps = { clock: Clock; settings: BackupSettings }
type CopyOptions = { secret: string; signal: AbortSignal | undefined; begun: (upload: string) => Promise<void> }
type BackupOptions = { by: Backup['by']; signal?: AbortSignal | undefined }

/** Back-ups of the whole database: makes and records them, and removes those that the schedule no longer keeps. */
export function backupsService({ clock, settings }: Deps) {
  /**
   * Writes a back-up of the database, which may be in use, to a file or `s3://bucket/key`. Returns its record. Throws an
   * error with a sentence for the operator when it cannot be made; the failure is recorded too.
   */
  async function make(target: string, { by, signal }: BackupOptions): Promise<Backup> {
    const [secret] = settings.keys ?? []
    if (secret === undefined) throw new Error('BACKUP_KEY is not set: a back-up is never written without being sealed.')
    const place = backupLocationOf(target, settings)
    const begun = await BackupModel.create({ target: place.name, by, state: 'running', startedAt: clock.machineNow() })
    const note = async (change: Partial<Backup>): Promise<Backup> => {
      const ended = { ...change, endedAt: clock.machineNow() }
      await BackupModel.updateOne({ _id: begun._id }, { $set: ended })
      return { ...begun.toObject(), ...ended }
    }
    const remember = async (upload: string) => {
      await BackupModel.updateOne({ _id: begun._id }, { $set: { upload } })
    }
    try {
      const { bytes, made } = await withLease('making a back-up', () =>
        copyTo(place, { secret, signal, begun: remember }),
      )
      return await note({ state: 'made', bytes, documents: documentsIn(made), pausedMs: made.pausedMs })
    } catch (error) {
      // Refused before anything was read: this is a slip of the hand, and no back-up is missing.
      if (error instanceof ExistingBackupError) await BackupModel.deleteOne({ _id: begun._id })
      else await note({ state: 'failed', error: reasonOf(error) })
      throw error
    }
  }

  async function copyTo(place: BackupLocation, { secret, signal, begun }: CopyOptions) {
    // A connection of its own: while writes are held, all shared connections may be waiting.
    const beside = await openSeparateConnection()
    try {
      const { bytes: sealed, made } = createArchive({ db: beside.db, about: await about(), secret, signal })
      return { bytes: await place.write(sealed, begun), made }
    } finally {
      await beside.close()
    }
  }

  const about = async () => ({ madeAt: clock.machineNow().toISOString(), migrations: await migrationsDone() })

  /** Returns the newest back-up and the newest failed one, whoever made them. */
  async function last(): Promise<{ made: Backup | null; failed: Backup | null }> {
    const newest = (state: Backup['state']) => BackupModel.findOne({ state }).sort({ startedAt: -1 }).lean<Backup>()
    const [made, failed] = await Promise.all([newest('made'), newest('failed')])
    return { made, failed }
  }

  /** Makes the back-up that is due, if any, then removes those that the schedule no longer keeps. */
  async function keepUp(signal?: AbortSignal): Promise<Backup | null> {
    if (settings.to === null) return null
    await failKilledBackups()
    const now = clock.machineNow()
    if (!isDue(now, settings.schedule, await readPastAttempts())) return null
    const name = `startup-street-${now.toISOString().replaceAll(':', '-').replace(/\.\d+/, '')}.backup`
    const backup = await make(pathInTarget(settings.to, name), { by: 'schedule', signal })
    await removeOld()
    return backup
  }

  /**
   * Marks back-ups that a killed process left unfinished as failed and removes their files. Takes the lease, which a back-up
   * being made elsewhere holds.
   */
  async function failKilledBackups(): Promise<void> {
    const begun = await BackupModel.find({ state: 'running', by: 'schedule' }).lean<Backup[]>()
    if (begun.length === 0) return
    await withLease('making a back-up', async () => {
      for (const { _id, target, upload } of begun) {
        const ended = { state: 'failed', error: 'The process that made it was ended.', endedAt: clock.machineNow() }
        const { matchedCount } = await BackupModel.updateOne({ _id, state: 'running' }, { $set: ended })
        if (matchedCount === 1) await backupLocationOf(target, settings).remove(upload)
      }
    })
  }

  const newestScheduled = (state: Backup['state'], most: number) =>
    BackupModel.find({ state, by: 'schedule' }).sort({ startedAt: -1 }).limit(most).lean<Backup[]>()

  async function readPastAttempts(): Promise<Past> {
    const [[made], failed] = await Promise.all([newestScheduled('made', 1), newestScheduled('failed', 2)])
    return { made: made?.startedAt ?? null, failures: failed.map(({ startedAt }) => startedAt) }
  }

  /** Returns the newest back-up of the schedule if it failed, and null otherwise, also where no more are scheduled. */
  async function failing(): Promise<Backup | null> {
    if (settings.to === null) return null
    const [[made], [failed]] = await Promise.all([newestScheduled('made', 1), newestScheduled('failed', 1)])
    return failed && (!made || failed.startedAt > made.startedAt) ? failed : null
  }

  /** Returns why no back-up can be written to the folder of the settings, as the code of an error; null when one can. */
  async function folderProblem(): Promise<{ folder: string; code: string } | null> {
    const { to: folder } = settings
    if (folder === null || folder.startsWith('s3://')) return null
    const code = await access(folder, constants.W_OK | constants.X_OK).then(
      () => null,
      (error: unknown) => (error as NodeJS.ErrnoException).code ?? reasonOf(error),
    )
    return code === null ? null : { folder, code }
  }

  async function removeOld(): Promise<void> {
    const scheduledBackups = await BackupModel.find({ state: 'made', by: 'schedule' }).lean<Backup[]>()
    const folder = `${pathInTarget(settings.to ?? '', '').replace(/\/$/, '')}/`
    const here = scheduledBackups.filter(({ target }) => target.startsWith(folder))
    for (const { _id, target } of findExpired(here, settings.schedule)) {
      await backupLocationOf(target, settings).remove()
      await BackupModel.updateOne({ _id }, { $set: { state: 'removed' } })
    }
  }

  return { make, last, keepUp, failing, folderProblem, scheduled: settings.to !== null }
}
export type BackupsService = ReturnType<typeof backupsService>

async function migrationsDone(): Promise<string[]> {
  const done = await mongoose.connection.collection<{ _id: string }>('migrations').find().sort({ _id: 1 }).toArray()
  return done.map(({ _id }) => _id)
}

const pathInTarget = (place: string, name: string): string =>
  place.startsWith('s3://') ? `${place.replace(/\/$/, '')}/${name}` : path.resolve(place, name)
