import { accountsSlice } from './features/accounts/index.ts'
import { applicationsSlice } from './features/applications/index.ts'
import { auditSlice } from './features/audit/index.ts'
import { calculatorSlice } from './features/calculator/index.ts'
import { deskSlice } from './features/desk/index.ts'
import { enquiriesSlice } from './features/enquiries/index.ts'
import { figuresSlice } from './features/figures/index.ts'
import { guidesSlice } from './features/guides/index.ts'
import { helpSlice } from './features/help/index.ts'
import { homeSlice } from './features/home/index.ts'
import { incentivesSlice } from './features/incentives/index.ts'
import { openDataSlice } from './features/open-data/index.ts'
import { outboxSlice } from './features/outbox/index.ts'
import { premisesSlice } from './features/premises/index.ts'
import { privacySlice } from './features/privacy/index.ts'
import { programmeSlice } from './features/programme/index.ts'
import { reportsSlice } from './features/reports/index.ts'
import { savedSlice } from './features/saved/index.ts'
import { bringSaved } from './features/saved/own/visitor.ts'
import { searchSlice } from './features/search/index.ts'
import { tenanciesSlice } from './features/tenancies/index.ts'
import { viewingsSlice } from './features/viewings/index.ts'
import { wordingSlice } from './features/wording/index.ts'
import type { Slice, SliceParts } from './slice.ts'

/** All slices of the site, in the order in which a request meets them. The help comes first: it stands beside the pages of others. */
export const createSlices = (parts: SliceParts): readonly Slice[] => [
  helpSlice(parts),
  homeSlice(parts),
  accountsSlice(parts, bringSaved(parts.services)),
  auditSlice(parts),
  programmeSlice(parts),
  wordingSlice(parts),
  deskSlice(parts),
  reportsSlice(parts),
  searchSlice(parts),
  premisesSlice(parts),
  savedSlice(parts),
  incentivesSlice(parts),
  guidesSlice(parts),
  figuresSlice(parts),
  outboxSlice(parts),
  calculatorSlice(parts),
  enquiriesSlice(parts),
  viewingsSlice(parts),
  applicationsSlice(parts),
  tenanciesSlice(parts),
  openDataSlice(parts),
  privacySlice(parts),
]
