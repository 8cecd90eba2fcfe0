import { z } from 'zod'
import { partyFields } from '#models/parts/party.ts'
import { requiredText } from '#web/forms/forms.ts'
import { tenancyAction } from '../manage/action.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import { optionalTextInput, reasonInput } from './parts.ts'

const name = z.string().trim().max(200).default('')

/** Proposes to correct the names of the party to the contract, for a second person to confirm. */
export const party = tenancyAction({
  name: 'party',
  roles: ['reviewer', 'decider'],
  isOpen: ({ party, proposal }) => Boolean(party) && !proposal,
  input: z.object({
    corrections: z.coerce.number().int().min(0).optional().catch(undefined),
    nameLatin: requiredText(200),
    nameCyrillic: name,
    nameChinese: name,
    companyName: name,
    companyNumber: name,
    reason: reasonInput,
    reasonZh: optionalTextInput,
  }),
  /** How often the party was corrected when the page with the form was made. */
  shows: ({ tenancy }) => [{ name: 'corrections', value: String((tenancy.formerParties ?? []).length) }],
  fields: ({ tenancy: { party } }) => [
    ...partyFields.map((field): FieldSpec => ({
      name: field,
      start: party?.[field] ?? '',
      optional: field !== 'nameLatin',
    })),
    { name: 'reason', kind: 'area', hint: 'tenancy.field.reason.mailed' },
    { name: 'reasonZh', kind: 'area', optional: true, hint: 'tenancy.field.reasonZh.internal' },
  ],
  run: ({ tenancies }, { id, actor, input: { reason, reasonZh, corrections, ...party } }) =>
    tenancies.proposals.propose(id, actor, 'party', { reason, reasonZh, corrections, party }),
})
