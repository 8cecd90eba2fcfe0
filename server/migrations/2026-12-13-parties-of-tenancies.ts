import type { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'
import { withParty } from '../shared/texts/party.ts'

type Texts = Record<string, unknown>
type Stored = { _id: mongo.ObjectId; application: mongo.ObjectId; party?: object | null; anonymisedAt?: Date | null }
type StoredCase = {
  _id: mongo.ObjectId
  offer?: { acceptance?: { contract?: { lessee?: Texts } | null } | null } | null
  snapshot?: { answers?: { applicant?: Texts; company?: Texts } } | null
}

/**
 * A tenancy names the party of its contract, in place of the name that the tenant's account has. Tenancies that exist get the
 * party from the contract of their case, or where none was stored from what was submitted.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const tenancies = db.collection<Stored>('tenancies')
    const cases = db.collection<StoredCase>('applications')
    let named = 0
    for await (const { _id, application } of tenancies.find({ party: null, anonymisedAt: null })) {
      const found = await cases.findOne({ _id: application }, { projection: { offer: 1, 'snapshot.answers': 1 } })
      if (!found) continue
      const set = withParty(partyIn(found))
      named += (await tenancies.updateOne({ _id, party: null, anonymisedAt: null }, { $set: set })).modifiedCount
    }
    log.info({ tenancies: named }, 'tenancies name the party of their contract')
  },
}

const numberFields: Record<string, string> = {
  russian_company: 'ogrn',
  chinese_company: 'uscc',
  other_country: 'registrationNumber',
}

function partyIn({ offer, snapshot }: StoredCase) {
  const { lessee } = offer?.acceptance?.contract ?? {}
  const { applicant = {}, company = {} } = snapshot?.answers ?? {}
  const vehicle = textOf(company, 'vehicle')
  const submitted: Texts = {
    nameCyrillic: applicant.nameCyrillic,
    nameChinese: applicant.nameChinese,
    nameLatin: [textOf(applicant, 'lastNameLatin'), textOf(applicant, 'firstNameLatin')].filter(Boolean).join(' '),
    companyName: vehicle === 'individual' ? '' : company.companyName,
    companyNumber: company[numberFields[vehicle] ?? ''],
  }
  const from = lessee ?? submitted
  return {
    nameLatin: textOf(from, 'nameLatin'),
    nameCyrillic: textOf(from, 'nameCyrillic'),
    nameChinese: textOf(from, 'nameChinese'),
    companyName: textOf(from, 'companyName'),
    companyNumber: textOf(from, 'companyNumber'),
  }
}

const textOf = (texts: Texts, name: string): string => {
  const value = texts[name]
  return typeof value === 'string' ? value.trim() : ''
}
