import { acceptanceService } from '../acceptance/service.ts'
import { applyingService } from '../applying/service.ts'
import type { Deps } from '../cases/ports.ts'
import { casesService } from '../cases/service.ts'
import { decidingService, noticeService } from '../deciding/service.ts'
import { reviewingService, staffingService } from '../reviewing/service.ts'
import { createCasesSeeder } from './demonstration/seed-cases.ts'
import { effectsService } from './effects.ts'
import { createOwnCases } from './own-cases.ts'

/** Builds the services of all stages of an application, and those that need all of them together. */
export function applicationServices(deps: Deps) {
  const staffing = staffingService(deps)
  const announced = noticeService(deps)
  const { rules, beginnings } = staffing
  const cases = casesService({ ...deps, ...beginnings, rules, objections: announced.objections })
  const reviewing = reviewingService(deps)
  const deciding = decidingService({ ...deps, cases, announced })
  const acceptance = acceptanceService(deps)
  const applying = applyingService({ ...deps, ...beginnings })
  const { outbox } = effectsService({ ...deps, cases, deciding })
  const applications = {
    own: createOwnCases({ ...deps, cases, applying }),
    outbox,
    seedDemonstrationCases: createCasesSeeder(deps),
  }
  return { casePorts: deps, cases, reviewing, deciding, acceptance, applying, applications }
}
