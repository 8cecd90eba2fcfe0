import { z } from 'zod'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { addDays } from '#shared/days/city-day.ts'
import { id } from '#web/forms/forms.ts'
import { openFindings } from '../duties/duties.ts'
import { findingAsLine } from '../inspections/ready-findings.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day } from '../texts/form-fields.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'
import { reasonField, reasonInput, since, sinceShown, writtenReason } from './parts.ts'

/** Usual time to cure a breach, in days. */
const usualDays = 14

/** Records a breach of the contract and a day by which it has to be cured. */
export const breach = tenancyAction({
  name: 'breach',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('breach'),
  danger: true,
  input: z.object({
    since,
    finding: z
      .union([id, z.literal('none')])
      .optional()
      .transform(chosen => (chosen === 'none' ? undefined : chosen)),
    reason: reasonInput,
    cureBy: day,
  }),
  shows: sinceShown,
  written: writtenReason,
  fields: ({ reader, tenancy }) => [
    ...findingChoice(reader, tenancy),
    reasonField,
    { name: 'cureBy', kind: 'day', start: addDays(reader.today, usualDays) },
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.startBreach(id, actor, input),
})

function findingChoice(reader: TenancyReader, { inspections }: Tenancy): FieldSpec[] {
  const open = openFindings(inspections)
  if (open.length === 0) return []
  const options = open.map(finding => ({ value: finding._id.toHexString(), label: findingAsLine(reader, finding) }))
  return [
    {
      name: 'finding',
      kind: 'radios',
      start: 'none',
      options: [{ value: 'none', label: reader.t('tenancy.field.finding.none') }, ...options],
    },
  ]
}
