/**
 * A process that answers offers and carries out their effects as fast as it can, until a test kills it.
 * Usage: tsx promote-until-killed.ts <database folder>. Prints a line once it is at work.
 */
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { buildIndexes, openDatabase } from '#outside/database/database.ts'
import { AppError } from '#shared/errors.ts'
import { applicationsBench } from '../applications-bench.ts'
import { aWish, idOf, street } from '../waiting-world.ts'

await openDatabase(`mongodb_embedded://${process.argv[2] ?? ''}`)
await buildIndexes()
const { service, carryOut } = applicationsBench()
const decider = { kind: 'decider' as const, id: 'd'.repeat(24) }

const unlessRefused = (error: unknown) => {
  if (!(error instanceof AppError)) throw error
}

/** Adds a case to the waiting list. Everybody with an offer declines it, or accepts and then withdraws. */
async function people(round: number): Promise<void> {
  const first = round % street.length
  const one = await aWish([...street.slice(first), ...street.slice(0, first)], 1 + (round % 5), {
    reference: `SS-2026-${String(process.pid)}${String(round)}`,
  })
  await service.cases.moves.move(idOf(one), 'waitlisted', decider, { reason: 'x' })
  for (const offered of await ApplicationModel.find({ state: 'offered' }).lean<Application[]>()) {
    const applicant = offered.applicant.toHexString()
    if (round % 2 === 0) await service.deciding.offers.decline(idOf(offered), applicant).catch(unlessRefused)
    else
      await service.deciding.offers
        .accept(idOf(offered), applicant)
        .then(() => service.cases.moves.withdraw(idOf(offered), { kind: 'applicant', id: applicant }))
        .catch(unlessRefused)
  }
}

async function worker(): Promise<void> {
  await carryOut()
  await service.deciding.waiting.offerFree()
}

for (let round = 0; ; round += 1) {
  await Promise.all([people(round), worker(), service.deciding.waiting.offerFree()])
  if (round === 2) process.stdout.write('at work\n')
}
