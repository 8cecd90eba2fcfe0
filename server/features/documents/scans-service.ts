import { trusted } from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { DocumentModel, type StoredDocument } from '#models/documents/document.ts'
import { runWithOrigin } from '#models/parts/origin.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { Log } from '#outside/log.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import type { MalwareScanner, ScanVerdict } from '#outside/files/malware-scanner.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { waitAfter } from './scan-rules.ts'

type Deps = {
  clock: Clock
  log: Log
  files: FileStore
  /** Null when no scanner is configured; then nothing is scanned. */
  scanner: MalwareScanner | null
  mail: { queue(mail: MailRequest): Promise<void> }
  accounts: { people: { findContact(id: string): Promise<{ email: string; locale: Locale } | null> } }
}
export type ScanCounts = { clean: number; infected: number; waiting: number }

/** Longer than the scanner's time-out for one file. */
const leaseMs = 5 * 60_000
/** Maximum number of documents scanned in one round; the next round begins within a minute. */
const batchSize = 200

/**
 * Scans held documents. Each is leased to one process at a time, and the consequences of an infection are repeated after a
 * crash until complete, so rounds may run in any process and any number of times.
 */
export function scansService({ clock, log, files, scanner, mail, accounts }: Deps) {
  /** Runs one round over the documents that are due. Does nothing without a scanner. */
  async function scanDue(): Promise<ScanCounts> {
    const done: ScanCounts = { clean: 0, infected: 0, waiting: 0 }
    if (!scanner) return done
    await holdUnscanned()
    for (let count = 0; count < batchSize; count += 1) {
      const document = await lease()
      if (!document) break
      const came = await runWithOrigin(document.origin, () => handleDocument(document, scanner, done))
      if (came === 'away') break
    }
    return done
  }

  async function handleDocument(document: StoredDocument, by: MalwareScanner, done: ScanCounts) {
    if (document.scan?.state === 'infected') return removeInfected(document)
    return recordVerdict(document, await by.scan(files.open(document.storageId)), done)
  }

  /** Holds documents uploaded before there was a scanner; the index has them as documents whose scan is null. */
  async function holdUnscanned(): Promise<void> {
    const held = { state: 'held' as const, attempts: 0, nextAt: clock.machineNow() }
    const unscanned = { 'scan.state': trusted({ $exists: false }), state: trusted({ $ne: 'pending' as const }) }
    await DocumentModel.updateMany(unscanned, { $set: { scan: held } })
  }

  async function lease(): Promise<StoredDocument | null> {
    const now = clock.machineNow()
    return DocumentModel.findOneAndUpdate(
      { 'scan.state': trusted({ $in: ['held', 'infected'] }), 'scan.nextAt': trusted({ $lte: now }) },
      { $set: { 'scan.nextAt': new Date(now.getTime() + leaseMs) }, $inc: { 'scan.attempts': 1 } },
      { sort: { 'scan.nextAt': 1 }, returnDocument: 'after' },
    ).lean()
  }

  async function recordVerdict(
    document: StoredDocument,
    verdict: ScanVerdict,
    done: ScanCounts,
  ): Promise<ScanVerdict['kind']> {
    const { _id, kind, application } = document
    const held = { _id, 'scan.state': 'held' as const }
    const about = { document: _id.toHexString(), application: application.toHexString(), kind }
    const now = clock.now()
    if (verdict.kind === 'clean') {
      await DocumentModel.updateOne(held, { $set: { scan: { state: 'clean', attempts: 0, at: now } } })
      done.clean += 1
    } else if (verdict.kind === 'infected') {
      const found = {
        state: 'infected' as const,
        attempts: 0,
        at: now,
        signature: verdict.signature,
        nextAt: clock.machineNow(),
      }
      await DocumentModel.updateOne(held, { $set: { scan: found } })
      log.warn({ ...about, signature: verdict.signature }, 'document infected')
      done.infected += 1
    } else {
      const attempts = document.scan?.attempts ?? 1
      const nextAt = new Date(clock.machineNow().getTime() + waitAfter(attempts))
      await DocumentModel.updateOne(held, { $set: { 'scan.nextAt': nextAt } })
      log.warn({ ...about, attempts, verdict: verdict.kind, detail: verdict.detail }, 'document not scanned')
      done.waiting += 1
    }
    return verdict.kind
  }

  /** Removes the file of an infected document and notifies the applicant; marked as done only after both. */
  async function removeInfected(document: StoredDocument): Promise<void> {
    await files.remove(document.storageId)
    await notifyApplicant(document)
    await DocumentModel.updateOne({ _id: document._id }, { $unset: { 'scan.nextAt': 1 } })
  }

  async function notifyApplicant({ _id, application, kind, name, uploadedBy }: StoredDocument): Promise<void> {
    const contact = await accounts.people.findContact(uploadedBy.toHexString())
    if (!contact) return
    const { locale, email } = contact
    await mail.queue({
      cause: `document:${_id.toHexString()}:infected`,
      to: email,
      locale,
      template: 'document-infected',
      facts: {
        name,
        kind: translatorFor(locale)(`document.kind.${kind}`),
        link: pathTo(locale, '/applications/:id/documents', { id: application.toHexString() }),
      },
    })
  }

  /** Returns the number of documents held for a scan and when the oldest arrived; null without a scanner. */
  async function waiting(): Promise<{ held: number; oldestAt: Date | null } | null> {
    if (!scanner) return null
    const isHeld = { 'scan.state': 'held' as const }
    const [held, oldest] = await Promise.all([
      DocumentModel.countDocuments(isHeld),
      DocumentModel.findOne(isHeld, { uploadedAt: 1 }).sort({ uploadedAt: 1 }).lean(),
    ])
    return { held, oldestAt: oldest?.uploadedAt ?? null }
  }

  return { scanDue, waiting }
}
export type ScansService = ReturnType<typeof scansService>
