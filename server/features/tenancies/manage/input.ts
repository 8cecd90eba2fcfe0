import { z } from 'zod'
import { tenancyStates } from '#models/tenancies/tenancy.ts'
import { id, searchText } from '#web/forms/forms.ts'
import { buildingCode, dropInvalid } from '#web/forms/search-input.ts'
import { tenancyDues, tenancyScopes } from '../search/tenancy-search.ts'

export const leasePath = z.object({ id })
export const milestonePath = z.object({ id, target: z.string().regex(/^[a-z_]{1,30}-\d{1,3}$/) })
/** A duty on which tenants report. A breach has no number. */
export const reportedPath = z.object({ id, target: z.union([z.literal('breach'), milestonePath.shape.target]) })
export const targetPath = z.object({ id, target: id })

/** Query of the list. Invalid values are dropped, so that a shared link still works. */
export const leaseQuery = z.object({
  q: dropInvalid(searchText),
  state: z.enum([...tenancyScopes, ...tenancyStates]).catch('current'),
  building: dropInvalid(buildingCode),
  due: dropInvalid(z.enum(tenancyDues)),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type LeaseQuery = z.output<typeof leaseQuery>

/** Checks whether the query narrows the default list. */
export const isFiltered = ({ q, state, building, due }: LeaseQuery): boolean =>
  Boolean(q || building || due) || state !== 'current'
