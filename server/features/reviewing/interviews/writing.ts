import type { Application } from '#models/cases/application.ts'
import { forbidden } from '#shared/errors.ts'
import { applyChange, stale } from '#features/cases/change.ts'
import type { Actor } from '#features/cases/states.ts'
import { isOfficer } from '#features/cases/interviews/rules.ts'

export function requireOfficer(actor: Actor): void {
  if (!isOfficer(actor)) throw forbidden('application.refused.not-yours')
}

/** Applies a change. Throws `error.stale` when the case was changed meanwhile. */
export async function write(change: Parameters<typeof applyChange>[0]): Promise<Application> {
  const written = await applyChange(change)
  if (!written) throw stale(change.was)
  return written
}
