import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { workSource } from '#outside/database/work-query.ts'
import { cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import type { WorkSource } from '#shared/work.ts'

const { trusted } = mongoose

type Proposed = Pick<Account, '_id' | 'name'> & { roleProposal: NonNullable<Account['roleProposal']> }

/** Proposed roles that another administrator has to confirm; never one's own proposal or role. */
export const roleWork: readonly WorkSource[] = [
  {
    kind: 'role-proposals',
    heading: 'work.roles',
    roles: ['administrator'],
    bands: ['today'],
    undated: 'today',
    ...workSource(AccountModel, {
      filter: ({ id }, { to }) => ({
        _id: trusted({ $ne: id }),
        'roleProposal.at': trusted({ $exists: true }),
        'roleProposal.by': trusted({ $ne: id }),
        // Excludes proposals that have expired and are not deleted yet.
        ...(to ? { 'roleProposal.expiresAt': trusted({ $gte: startOfCityDay(to) }) } : {}),
      }),
      sort: { 'roleProposal.at': 1 },
      fields: { name: 1, roleProposal: 1 },
      hint: 'roleProposal.at_1',
      item: ({ name, roleProposal: { expiresAt } }: Proposed) => ({
        about: name,
        more: '',
        step: { key: 'work.roles.step' },
        dueOn: cityDayOf(expiresAt),
        path: '/users',
      }),
    }),
  },
]
