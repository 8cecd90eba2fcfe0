import { trusted } from 'mongoose'
import { endedTenancyStates, TenancyModel, type Tenancy } from '../../../models/tenancy.ts'
import { dayWithin, workFrom } from '../../outside/work-query.ts'
import type { WorkItem, WorkSource } from '../../shared/work.ts'
import { dutiesOf, type Duty } from './duties.ts'
import type { Deps } from './ports.ts'
import { theirs } from './theirs.ts'

const fields = {
  premises: 1,
  reference: 1,
  state: 1,
  stateSince: 1,
  milestones: 1,
  inspections: 1,
  breach: 1,
  rentFreeUntil: 1,
  leavesOn: 1,
  pauses: 1,
  renewal: 1,
  proposal: 1,
  termination: 1,
  anonymisedAt: 1,
  exit: 1,
  nextDueOn: 1,
} as const

/** The form with which a duty is done, below the tenancy's page. */
const forms: Partial<Record<Duty['what'], string>> = {
  breach: '/cured',
  pause: '/resume',
  leaving: '/exit',
  renewal: '/renewal',
  appeal: '/appeal',
  exit: '/exit',
  repairs: '/relist',
}

function placeOf({ what, id }: Duty): string {
  if (what === 'inspection') return `/inspections/${id ?? ''}`
  if (what === 'finding') return `/findings/${id ?? ''}`
  return forms[what] ?? (id ? `/milestones/${id}` : '')
}

/** A tenancy by its first duty; the others stand on its page. */
function itemOf(tenancy: Tenancy): WorkItem {
  const [duty] = dutiesOf(tenancy)
  return {
    about: tenancy.premises,
    more: tenancy.reference,
    step: { key: duty ? `tenancy.duty.${duty.what}` : 'work.duties', gaps: { number: duty?.number ?? 0 } },
    dueOn: tenancy.nextDueOn ?? null,
    path: `/tenancies/${tenancy._id.toHexString()}${duty ? placeOf(duty) : ''}`,
  }
}

const ended = trusted({ $in: [...endedTenancyStates] })

/** What waits in tenancies, by `duties.ts`. */
export const tenancyWork = ({ premises }: Pick<Deps, 'premises'>): readonly WorkSource[] => [
  {
    kind: 'duties',
    heading: 'work.duties',
    roles: ['reviewer', 'decider'],
    bands: ['today', 'week'],
    ...workFrom(TenancyModel, {
      // What is left of an ended tenancy once its exit is recorded is the listing manager's.
      filter: (_colleague, span) => ({
        nextDueOn: trusted({ $type: 'string', ...dayWithin(span) }),
        'exit.needsWork': trusted({ $ne: true }),
      }),
      sort: { nextDueOn: 1 },
      fields: { ...fields },
      hint: 'nextDueOn_1',
      item: itemOf,
    }),
  },
  {
    kind: 'repairs',
    heading: 'work.repairs',
    roles: ['listing_manager'],
    bands: ['week'],
    undated: 'week',
    ...workFrom(TenancyModel, {
      filter: async colleague => ({
        ...theirs(await premises.reachOf(colleague)),
        nextDueOn: trusted({ $type: 'string' }),
        state: ended,
        'exit.needsWork': true,
      }),
      sort: { nextDueOn: 1 },
      fields: { ...fields },
      hint: 'nextDueOn_1',
      item: itemOf,
    }),
  },
]
