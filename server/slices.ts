import { accountsSlice } from './features/accounts/index.ts'
import { acceptanceSlice } from './features/acceptance/index.ts'
import { applicationsSlice } from './features/applications/index.ts'
import { caseDesk } from './features/applications/desk/desk.ts'
import { applyingSlice } from './features/applying/index.ts'
import { casesSlice } from './features/cases/index.ts'
import { decidingSlice } from './features/deciding/index.ts'
import { reviewingSlice } from './features/reviewing/index.ts'
import { auditSlice } from './features/audit/index.ts'
import { backupsSlice } from './features/backups/index.ts'
import { calculatorSlice } from './features/calculator/index.ts'
import { componentsSlice } from './features/components/index.ts'
import { deskSlice } from './features/desk/index.ts'
import { documentsSlice } from './features/documents/index.ts'
import { enquiriesSlice } from './features/enquiries/index.ts'
import { figuresSlice } from './features/figures/index.ts'
import { guidesSlice } from './features/guides/index.ts'
import { helpSlice } from './features/help/index.ts'
import { homeSlice } from './features/home/index.ts'
import { incentivesSlice } from './features/incentives/index.ts'
import { openDataSlice } from './features/open-data/index.ts'
import { outboxSlice } from './features/outbox/index.ts'
import { catalogueSlice } from './features/catalogue/index.ts'
import { listingsSlice } from './features/listings/index.ts'
import { streetSlice } from './features/street/index.ts'
import { transferSlice } from './features/transfer/index.ts'
import { premisesSlice } from './features/premises/index.ts'
import { pushSlice } from './features/push/index.ts'
import { privacySlice } from './features/privacy/index.ts'
import { programmeSlice } from './features/programme/index.ts'
import { reportsSlice } from './features/reports/index.ts'
import { savedSlice } from './features/saved/index.ts'
import { mergeVisitorLists } from './features/saved/own/visitor.ts'
import { searchSlice } from './features/search/index.ts'
import { tenanciesSlice } from './features/tenancies/index.ts'
import { viewingsSlice } from './features/viewings/index.ts'
import { wordingSlice } from './features/wording/index.ts'
import { statusSlice } from './features/status/index.ts'
import { accessibilitySlice } from './features/accessibility/index.ts'
import { installedSlice } from './features/installed/index.ts'
import { indexChecks } from './outside/database/index-checks.ts'
import type { Checker } from './shared/checks.ts'
import type { Job } from './jobs/job.ts'
import type { Slice, SliceParts } from './slice.ts'

/**
 * Creates all slices of the site. Requests meet their doors in this order, the desk shows their content in it, and tests run
 * their jobs in it. The help comes first, since it stands beside the pages of others; the outbox last, since it carries out
 * effects that the jobs of others leave. Home and the catalogue, which are requested most, stand before the many routes of
 * cases.
 */
export function createSlices(parts: SliceParts): readonly Slice[] {
  const desk = caseDesk(parts.services)
  const slices = [
    helpSlice(parts),
    homeSlice(parts),
    catalogueSlice(parts),
    casesSlice(parts),
    reviewingSlice(parts, desk),
    decidingSlice(parts, desk),
    acceptanceSlice(parts, desk),
    applyingSlice(parts),
    applicationsSlice(parts, desk),
    premisesSlice(),
    streetSlice(),
    transferSlice(parts),
    listingsSlice(parts),
    enquiriesSlice(parts),
    viewingsSlice(parts),
    tenanciesSlice(parts),
    incentivesSlice(parts),
    accountsSlice(parts, { arrived: mergeVisitorLists(parts.services), left: parts.services.push.devices.endWith }),
    auditSlice(parts),
    // Reads the current settings, from which the next slice takes the visitor's exchange rate.
    wordingSlice(parts),
    programmeSlice(parts),
    documentsSlice(parts),
    savedSlice(parts),
    calculatorSlice(parts),
    guidesSlice(parts),
    openDataSlice(parts),
    figuresSlice(parts),
    reportsSlice(parts),
    searchSlice(parts),
    privacySlice(parts),
    pushSlice(parts),
    componentsSlice(parts),
    backupsSlice(),
    accessibilitySlice(),
    installedSlice(parts),
    outboxSlice(parts),
  ]
  return [...slices, statusSlice(parts, jobsOf(slices)), deskSlice(parts, slices)]
}

/** Returns the jobs of all slices. */
export const jobsOf = (slices: readonly Slice[]): readonly Job[] => slices.flatMap(({ jobs = [] }) => jobs)

/** Returns the checks of the stored data of all slices, and of the indexes. */
export const checksOf = (slices: readonly Slice[]): readonly Checker[] => [
  indexChecks,
  ...slices.flatMap(({ checks = [] }) => checks),
]
