import { Schema } from 'mongoose'

/** The party of a contract: a person, or a company and the person who applied for it. Empty where unknown. */
export type Party = {
  nameLatin: string
  nameCyrillic: string
  nameChinese: string
  /** Empty for a person. */
  companyName: string
  /** Register number of the company, by the country it is from; empty for a person. */
  companyNumber: string
}

export const partyFields = ['nameLatin', 'nameCyrillic', 'nameChinese', 'companyName', 'companyNumber'] as const

const text = { type: String, default: '' } as const

/** The fields as a schema has them. */
export const partyPaths = {
  nameLatin: text,
  nameCyrillic: text,
  nameChinese: text,
  companyName: text,
  companyNumber: text,
} as const

export const partySchema = new Schema<Party>(partyPaths, { _id: false })
