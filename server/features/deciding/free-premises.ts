import type { Application } from '#models/cases/application.ts'
import { conflict } from '#shared/errors.ts'
import { syncOccupancy } from '../cases/occupancy.ts'
import type { Deps, PremisesSummary } from '../cases/ports.ts'

/** Returns the premises. Throws unless it is one of the applicant's choices and free. */
export async function requireFree(
  premises: Deps['premises'],
  was: Application,
  code: string,
): Promise<PremisesSummary> {
  if (!was.premises.includes(code)) throw conflict('application.premises-not-chosen', { facts: { code } })
  const found = await findFree(premises, code)
  if (found) return found
  // A winner may have crashed, or the previous version gave it up but left the record.
  await syncOccupancy(premises, code)
  const freed = await findFree(premises, code)
  if (!freed) throw takenError(code)
  return freed
}

async function findFree(premises: Deps['premises'], code: string): Promise<PremisesSummary | null> {
  const summary = await premises.summaries.one(code)
  return summary?.status === 'available' ? summary : null
}

const takenError = (code: string) => conflict('application.premises-taken', { facts: { code } })
