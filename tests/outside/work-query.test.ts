import { describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { workSource } from '#outside/database/work-query.ts'
import type { Colleague, Span } from '#shared/work.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

describe('a work list with a specified index', () => {
  const colleague = { id: '0'.repeat(24), role: 'reviewer' } as Colleague
  const span: Span = { undated: true }
  const source = (hint: string, order?: () => object) =>
    workSource<{ _id: unknown }>(TenancyModel, {
      filter: () => ({ state: 'trading' }),
      sort: { _id: 1 },
      ...(order ? { order } : {}),
      fields: { _id: 1 },
      item: () => ({}) as never,
      hint,
    })
  const page = { skip: 0, limit: 10 }

  it.each([
    ['a plain query', undefined],
    ['an aggregation', () => ({ $max: ['$stateSince'] })],
  ])('uses it, for %s too', async (_how, order) => {
    await TenancyModel.init()
    expect(await source('state_1_rentFreeUntil_1', order).list(colleague, span, page)).toEqual([])
    await expect(source('no_such_index', order).list(colleague, span, page)).rejects.toThrow(/hint/)
  })
})
