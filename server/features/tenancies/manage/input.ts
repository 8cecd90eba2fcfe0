import { z } from 'zod'
import { tenancyStates } from '#models/tenancies/tenancy.ts'
import { id } from '#web/forms/forms.ts'

export const leasePath = z.object({ id })
export const milestonePath = z.object({ id, target: z.string().regex(/^[a-z_]{1,30}-\d{1,3}$/) })
export const targetPath = z.object({ id, target: id })

/** The list. It forgives: an odd value in a shared link is dropped. */
export const leaseQuery = z.object({
  state: z.enum(tenancyStates).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type LeaseQuery = z.output<typeof leaseQuery>
