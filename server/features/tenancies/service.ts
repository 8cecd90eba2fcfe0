import { cityDayOf } from '#shared/days/city-day.ts'
import { milestonesService } from './duties/milestones-service.ts'
import { earlierSeeder } from './earlier/demonstration.ts'
import { earlierTenancies } from './earlier/service.ts'
import { tenancyDates } from './dates.ts'
import { tenancyEffects } from './effects.ts'
import { freeTimes } from './free-times.ts'
import { inspectionsService } from './inspections/inspections-service.ts'
import { appealsOf } from './moves/appeals-service.ts'
import { endingOf } from './moves/ending-service.ts'
import { movesOf } from './moves/moves-service.ts'
import { proposalsOf } from './moves/proposals-service.ts'
import { tenanciesPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { tenancyRecords } from './records.ts'
import { intakesNamed } from './renewal/renewal-intake.ts'
import { tenancyRetention } from './retention.ts'
import { tenancySweeps } from './sweeps.ts'
import { tenancyWork } from './work.ts'

/** Returns everything that can be done with a tenancy, one capability a file. */
export function tenanciesService(deps: Deps) {
  const records = tenancyRecords(deps)
  const { lodge, answer, answerAtTheMachine } = appealsOf(deps)
  return {
    today: () => cityDayOf(deps.clock.now()),
    records,
    moves: movesOf(deps),
    milestones: milestonesService(deps),
    inspections: inspectionsService(deps),
    endings: endingOf(deps),
    proposals: proposalsOf(deps),
    appeals: { lodge, answer, answerAtTheMachine },
    earlier: earlierTenancies(deps),
    seedEarlierTenancies: earlierSeeder(deps),
    freeTimes,
    intakesNamed,
    personalData: tenanciesPersonalData(records),
    work: tenancyWork(deps),
    dates: tenancyDates(deps),
    outbox: tenancyEffects(deps),
    sweep: tenancySweeps(deps),
    anonymiseOld: tenancyRetention(deps),
  }
}
export type TenanciesService = ReturnType<typeof tenanciesService>
