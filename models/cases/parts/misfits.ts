import { Schema } from 'mongoose'

/**
 * Needs of a plan that a premises has to meet before the city binds itself, unless an officer confirms that it does not.
 * A smaller area is the applicant's own choice.
 */
export const bindingNeeds = ['use', 'power', 'water', 'extraction'] as const
export type BindingNeed = (typeof bindingNeeds)[number]

/** What premises lack for a plan, confirmed by an officer with the reason why they are offered all the same. */
export type ConfirmedMisfits = {
  units: { code: string; lacks: BindingNeed[] }[]
  reason: string
  by: { id: string; name: string }
  at: Date
}

export const confirmedMisfitsSchema = new Schema<ConfirmedMisfits>(
  {
    units: [{ _id: false, code: { type: String, required: true }, lacks: [{ type: String, enum: bindingNeeds }] }],
    reason: { type: String, required: true },
    by: { id: { type: String, default: '' }, name: { type: String, default: '' } },
    at: { type: Date, required: true },
  },
  { _id: false },
)
