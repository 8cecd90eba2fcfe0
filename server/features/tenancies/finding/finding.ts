import { trusted, type QueryFilter } from 'mongoose'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Reach } from '#features/accounts/scope.ts'
import { theirs } from './theirs.ts'

const looked = 40
const shown = 8
const isCode = /^[A-Z]{3}-[A-Z]-\d{4,7}$/

export type FoundTenancy = Pick<Tenancy, '_id' | 'reference' | 'premises' | 'state' | 'handoverOn' | 'tenant'>
const fields = { reference: 1, premises: 1, state: 1, handoverOn: 1, tenant: 1 } as const

type Asked = { applications: readonly string[]; reach: Reach }

/** By the code of the premises, or by the applications that have become them, of those that somebody sees; the latest first. */
async function find(typed: string, { applications, reach }: Asked): Promise<{ items: FoundTenancy[]; more: boolean }> {
  const own = theirs(reach)
  const code = typed.trim().toUpperCase()
  const found = await Promise.all([
    isCode.test(code) ? latest({ ...own, premises: code }) : [],
    applications.length > 0 ? latest({ ...own, application: trusted({ $in: [...applications] }) }) : [],
  ])
  const distinct = new Map(found.flat().map(tenancy => [tenancy._id.toHexString(), tenancy]))
  const items = [...distinct.values()]
  return { items: items.slice(0, shown), more: items.length > shown }
}

const latest = (filter: QueryFilter<Tenancy>): Promise<FoundTenancy[]> =>
  TenancyModel.find(filter, fields).sort({ handoverOn: -1 }).limit(looked).lean<FoundTenancy[]>()

export const tenancyFinding = { find }
