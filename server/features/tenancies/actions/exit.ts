import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { dot } from '#shared/texts/facts.ts'
import { tenancyAction, type FactRow, type FormInput } from '../manage/action.ts'
import type { TenancyState } from '../states.ts'
import { day, optionalReading, requiredReading } from '../texts/form-fields.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import { meterFacts, meters, type TenancyReader } from '../texts/tenancy-text.ts'
import { optionalTextInput, reasonInput, since, sinceShown } from './parts.ts'

const leaving: readonly TenancyState[] = ['notice', 'expiring', 'terminated']

/** Records the exit inspection: meters, condition, and what has to be repaired. */
export const exit = tenancyAction({
  name: 'exit',
  roles: ['reviewer', 'decider'],
  isOpen: ({ state, exit: recorded }) => leaving.includes(state) && !recorded,
  step: true,
  withHandover: true,
  input: z
    .object({
      since,
      on: day,
      electricityMeter: requiredReading,
      waterMeter: optionalReading,
      heatMeter: optionalReading,
      lowerMeter: z
        .literal('yes')
        .optional()
        .catch(undefined)
        .transform(answer => answer === 'yes'),
      condition: reasonInput,
    })
    // Parsed separately, so that its errors are also reported when another field is wrong.
    .and(
      z
        .object({
          needsWork: z.enum(['no', 'yes'], messageKey('form.choose')).transform(answer => answer === 'yes'),
          defects: optionalTextInput,
        })
        .superRefine(({ needsWork, defects }, context) => {
          if (needsWork && defects === '')
            context.addIssue({ code: 'custom', path: ['defects'], message: messageKey('tenancy.defects-needed') })
        }),
    ),
  shows: sinceShown,
  facts: inventoryFacts,
  fields: ({ reader, handover, failure }) => [
    { name: 'on', kind: 'day', start: reader.today, label: 'tenancy.field.exitOn' },
    ...meters.map(name => meterField(reader, name, handover)),
    ...lowerMeterField(reader.t, failure),
    { name: 'condition', kind: 'area' },
    {
      name: 'needsWork',
      kind: 'radios',
      options: (['no', 'yes'] as const).map(value => ({
        value,
        label: reader.t(`tenancy.needs-work.${value}`),
        hint: reader.t(`tenancy.needs-work.${value}.hint`),
      })),
    },
    { name: 'defects', kind: 'area', optional: true },
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.endings.recordExit(id, actor, input),
})

/** Returns the field for a meter, with what it read at the handover. */
function meterField(reader: TenancyReader, name: (typeof meters)[number], handover: FormInput['handover']): FieldSpec {
  const before = handover ? meterFacts(reader, handover)[meters.indexOf(name)]?.value : undefined
  return {
    name,
    kind: 'number',
    suffix: reader.t(`case.unit.${name}`),
    label: `case.field.${name}`,
    optional: name !== 'electricityMeter',
    ...(before ? { hintText: reader.t('tenancy.field.meter-before', { reading: before }) } : {}),
  }
}

/** Returns the tick that confirms a reading below that of the handover, once a form was refused for one. */
function lowerMeterField(t: TenancyReader['t'], failure: FormInput['failure']): FieldSpec[] {
  const isAsked =
    Object.values(failure?.errors ?? {}).includes('tenancy.meter-lower') || failure?.typed.lowerMeter === 'yes'
  const options = [{ value: 'yes', label: t('tenancy.field.lowerMeter.yes') }]
  return isAsked ? [{ name: 'lowerMeter', kind: 'ticks', options }] : []
}

/** Returns what was in the premises at the handover, and the way to its record. */
function inventoryFacts({ reader: { t, locale }, tenancy, handover }: FormInput): FactRow[] {
  if (!handover) return []
  const { items = [], inventory } = handover
  const href = pathTo(locale, '/staff/tenancies/:id/handover', { id: tenancy._id.toHexString() })
  const lines = items.map(({ name, count, condition }) => [name, count, condition].filter(Boolean).join(dot))
  const value = [...lines, inventory].filter(Boolean).join(t('list.semicolon')) || t('keys.protocol.none')
  return [{ label: t('tenancy.field.inventory-before'), value, href, action: t('lease.handover') }]
}
