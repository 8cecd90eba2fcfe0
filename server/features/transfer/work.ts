import { runWithOrigin } from '#models/parts/origin.ts'
import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { Log } from '#outside/log.ts'
import { UnreadableTable } from '#outside/tables/table.ts'
import type { AuditTrail } from '../listings/filing.ts'
import { createImportChecker } from './checking/checking.ts'
import { type ImportLock, ImportLockLost, createImportLocks } from './import-lock.ts'
import { createImportUndoer } from './undoing.ts'
import { createRowWriter } from './table/writing.ts'

type Deps = { clock: Clock; files: FileStore; trail: AuditTrail }
type IsStopped = () => boolean

/** Attempts at a step that end in an error, or with their process, before it is given up. */
const maxAttempts = 5
/** What becomes of an import whose step failed for good: what was written in part is undone, and may be undone again. */
const afterLastAttempt: Partial<Record<PremisesImport['state'], Partial<PremisesImport>>> = {
  checking: { state: 'failed', failure: { code: 'transfer.failed.fault' } },
  writing: { state: 'undoing', failure: { code: 'transfer.failed.fault' } },
  undoing: { state: 'written', failure: { code: 'transfer.failed.undo' } },
}

/** Builds the worker's part of imports: checks, writes and undoes them, one after the other. */
export function importWork(deps: Deps) {
  const { take } = createImportLocks(deps.clock)
  const { check } = createImportChecker(deps)
  const { write } = createRowWriter(deps)
  const { undo } = createImportUndoer(deps)
  const steps: Partial<
    Record<PremisesImport['state'], (one: PremisesImport, lock: ImportLock, stopped: IsStopped) => Promise<void>>
  > = {
    checking: check,
    writing: write,
    undoing: undo,
  }

  /**
   * Works on every import that no process has locked. When asked to stop, stops between two batches. Logs each under the id
   * of the request that started it. Returns how many imports it worked on.
   */
  async function work(stopped: IsStopped = () => false, log?: Log): Promise<number> {
    let worked = 0
    while (!stopped()) {
      const taken = await take()
      if (!taken) break
      const { one, turn } = taken
      await runWithOrigin(one.origin, async () => {
        await runStep(one, turn, stopped)
        log?.info({ import: one._id.toHexString(), step: one.state }, 'import carried on')
      })
      worked += 1
    }
    return worked
  }

  async function runStep(one: PremisesImport, lock: ImportLock, stopped: IsStopped): Promise<void> {
    if (one.attempts > maxAttempts) {
      await lock.end(afterLastAttempt[one.state] ?? {})
      recordAudit({ action: 'import.worked', subject: { kind: 'import', id: one._id.toHexString() } })
      return
    }
    try {
      await steps[one.state]?.(one, lock, stopped)
      // Releases the lock when stopped halfway, so that the next process continues.
      if (stopped()) await lock.end({})
    } catch (error) {
      if (error instanceof ImportLockLost) return
      if (!(error instanceof UnreadableTable)) throw error
      const { reason, line } = error
      await lock.end({ state: 'failed', failure: { code: `transfer.unreadable.${reason}`, gaps: { line: line ?? 0 } } })
    }
    recordAudit({ action: 'import.worked', subject: { kind: 'import', id: one._id.toHexString() } })
  }

  return { work }
}
