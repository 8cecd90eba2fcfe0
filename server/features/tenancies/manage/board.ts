import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { boardHorizon, dutiesOf, type Duty } from '../duties/duties.ts'
import { dutyView, type DutyView } from '../words/course-words.ts'
import type { Reader } from './words.ts'

type BoardRow = DutyView & { premises: string; tenant: string; href: string }
/** What is due: that whose day has passed, and that of this week. */
export type Board = { late: BoardRow[]; week: BoardRow[]; more: string | null }

/** A desk sees to so many at a time. */
const shown = 30

/** Everything that is due in these tenancies by the end of the week, the longest overdue first. */
export function boardOf(reader: Reader, tenancies: readonly Tenancy[], tenants: ReadonlyMap<string, string>): Board {
  const { t, today } = reader
  const horizon = boardHorizon(today)
  const due = tenancies
    .flatMap(tenancy => dutiesOf(tenancy).map(duty => ({ tenancy, duty })))
    .filter(({ duty }) => duty.dueOn <= horizon)
    .sort((a, b) => a.duty.dueOn.localeCompare(b.duty.dueOn))
  const rows = due.slice(0, shown)
  const rowOf = ({ tenancy, duty }: (typeof due)[number]): BoardRow => ({
    ...dutyView(reader, duty),
    premises: tenancy.premises,
    tenant: tenants.get(tenancy.tenant.toHexString()) ?? '—',
    href: hrefOf(reader, tenancy, duty),
  })
  return {
    late: rows.filter(({ duty }) => duty.dueOn < today).map(rowOf),
    week: rows.filter(({ duty }) => duty.dueOn >= today).map(rowOf),
    more: due.length > shown ? t('lease.board.more', { count: due.length - shown }) : null,
  }
}

/** Where it is seen to: the part of the tenancy's page that it stands in. */
function hrefOf({ locale }: Reader, { _id }: Tenancy, { what }: Duty): string {
  const part = what === 'inspection' || what === 'finding' ? '#inspections' : ''
  return `${pathTo(locale, '/staff/tenancies/:id', { id: _id.toHexString() })}${part}`
}
