import type { Migration } from '../outside/database/migrations.ts'

const none = { citizenship: [], company: [], activity: [], sales: [] }

/** Values for incentives of the starting content. Incentives written by staff exclude nobody until staff change that. */
const known = {
  'rent-free-three-years': { audiences: ['tenant'] },
  'duty-free-components': {
    audiences: ['manufacturer'],
    conditions: { ...none, activity: ['production'] },
    confirmEachCase: true,
  },
  'border-residents-allowance': { audiences: ['customer'], conditions: { ...none, activity: ['shop'] } },
  'cross-border-payments': {
    audiences: ['online_seller'],
    conditions: { ...none, activity: ['online'] },
    confirmEachCase: true,
  },
  'e-commerce-pilot-zones': {
    audiences: ['online_seller'],
    conditions: { ...none, activity: ['online'] },
    confirmEachCase: true,
  },
  'small-profit-enterprise-tax': {
    audiences: ['chinese_company'],
    conditions: { ...none, company: ['chinese'] },
    confirmEachCase: true,
  },
  'small-taxpayer-vat': {
    audiences: ['chinese_company'],
    conditions: { ...none, company: ['chinese'], sales: ['small'] },
  },
  'visa-free-entry': { audiences: ['traveller'], conditions: { ...none, citizenship: ['russia'] } },
}

/** Adds audiences and conditions to incentives. */
export const migration: Migration = {
  async up({ db }) {
    const incentives = db.collection('incentives')
    const unsaid = { audiences: { $exists: false } }
    for (const [slug, said] of Object.entries(known)) await incentives.updateOne({ slug, ...unsaid }, { $set: said })
    await incentives.updateMany(unsaid, { $set: { audiences: [] } })
    await incentives.updateMany({ conditions: { $exists: false } }, { $set: { conditions: none } })
    await incentives.updateMany({ confirmEachCase: { $exists: false } }, { $set: { confirmEachCase: false } })
  },
}
