import { z } from 'zod'
import { messageKey } from '#shared/texts/i18n.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { fileFacts, reasonField, reasonInput, writtenReason } from './parts.ts'

/** Answers an appeal against a termination. */
export const appeal = tenancyAction({
  name: 'appeal',
  roles: ['decider'],
  isOpen: canBegin('appeal'),
  step: true,
  withFiles: true,
  /** `appeal`: when the appeal was lodged that the page showed. */
  input: z.object({
    outcome: z.enum(['upheld', 'dismissed'], messageKey('form.choose')),
    reason: reasonInput,
    appeal: z.coerce.date().optional().catch(undefined),
  }),
  shows: ({ tenancy }) => [{ name: 'appeal', value: tenancy.termination?.appeal?.at.toISOString() ?? '' }],
  written: writtenReason,
  facts(making) {
    const { text = '', files } = making.tenancy.termination?.appeal ?? {}
    return [{ label: making.reader.t('tenancy.field.appeal'), value: text }, ...fileFacts(making, files ?? [])]
  },
  fields: ({ reader: { t } }) => [
    {
      name: 'outcome',
      kind: 'radios',
      options: (['upheld', 'dismissed'] as const).map(value => ({ value, label: t(`tenancy.appeal.${value}`) })),
    },
    reasonField,
  ],
  run: ({ tenancies }, { id, actor, input }) => tenancies.appeals.answer(id, actor, input),
})
