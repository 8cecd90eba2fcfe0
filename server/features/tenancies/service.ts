import { cityDayOf } from '#shared/days/city-day.ts'
import { withDeps } from '#shared/with-deps.ts'
import { createDutyReportService } from './duties/duty-reports-service.ts'
import { milestonesService } from './duties/milestones-service.ts'
import { seedEarlierTenancies } from './earlier/demonstration.ts'
import { createEarlierTenancyService } from './earlier/service.ts'
import { tenancyDates } from './dates.ts'
import { tenancyEffects } from './effects.ts'
import { freeTimes } from './free-times.ts'
import { inspectionsService } from './inspections/inspections-service.ts'
import { createAppealService } from './moves/appeals-service.ts'
import { createEndingService } from './moves/ending-service.ts'
import { createMoveService } from './moves/moves-service.ts'
import { createProposalService } from './moves/proposals-service.ts'
import { tenanciesPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { createTenancyRecordService } from './records.ts'
import { findPendingIntakes } from './renewal/renewal-intake.ts'
import { anonymiseOldTenancies } from './retention.ts'
import { sweepTenancies } from './sweeps.ts'
import { tenancyWork } from './work.ts'

/** Returns everything that can be done with a tenancy, one capability a file. */
export function tenanciesService(deps: Deps) {
  const records = createTenancyRecordService(deps)
  const { lodge, answer, answerAtTheMachine } = createAppealService(deps)
  return {
    today: () => cityDayOf(deps.clock.now()),
    records,
    moves: createMoveService(deps),
    milestones: milestonesService(deps),
    dutyReports: createDutyReportService(deps),
    inspections: inspectionsService(deps),
    endings: createEndingService(deps),
    proposals: createProposalService(deps),
    appeals: { lodge, answer, answerAtTheMachine },
    earlier: createEarlierTenancyService(deps),
    seedEarlierTenancies: () => seedEarlierTenancies(deps),
    freeTimes,
    intakesNamed: findPendingIntakes,
    personalData: tenanciesPersonalData(records),
    work: tenancyWork(deps),
    dates: tenancyDates(deps),
    outbox: tenancyEffects(deps),
    sweep: () => sweepTenancies(deps),
    anonymiseOld: withDeps(deps, anonymiseOldTenancies),
  }
}
export type TenanciesService = ReturnType<typeof tenanciesService>
