import { answersRead } from './answers-read.ts'
import { appeal } from './appeal.ts'
import { breach } from './breach.ts'
import { confirm } from './confirm.ts'
import { cured } from './cured.ts'
import { exit } from './exit.ts'
import { expiring } from './expiring.ts'
import { fitOut } from './fit-out.ts'
import { inspection } from './inspection.ts'
import { notice } from './notice.ts'
import { opening } from './opening.ts'
import { paid } from './paid.ts'
import { party } from './party.ts'
import { pause } from './pause.ts'
import { relist } from './relist.ts'
import { renewal } from './renewal.ts'
import { reportsRead } from './reports-read.ts'
import { resume } from './resume.ts'
import { termination } from './termination.ts'
import { vacate } from './vacate.ts'
import { withdrawProposal } from './withdraw-proposal.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { isOpenTo, type Asking, type TenancyAction } from '../manage/action.ts'

/** All actions on a tenancy, in the order in which its page offers them. */
export const tenancyActions: readonly TenancyAction[] = [
  confirm,
  withdrawProposal,
  appeal,
  reportsRead,
  answersRead,
  fitOut,
  opening,
  expiring,
  renewal,
  paid,
  cured,
  resume,
  exit,
  vacate,
  relist,
  inspection,
  pause,
  breach,
  notice,
  party,
  termination,
]

/** Returns the actions that this person can take today. */
export const actionsOpenTo = (tenancy: Tenancy, asking: Asking): TenancyAction[] =>
  tenancyActions.filter(action => isOpenTo(action, tenancy, asking))
