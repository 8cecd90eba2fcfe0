import { z } from 'zod'
import { requiredLine, text } from '#web/forms/forms.ts'
import { unknownGaps } from '../replies/filling.ts'

const sentences = text(4000).refine(typed => unknownGaps(typed).length === 0, 'templates.gap-unknown')

const content = z.object({ name: requiredLine(80), ru: sentences, en: sentences, zh: sentences })
const version = z.coerce.number().int().nonnegative()

/** A text in one language is enough; an answer is offered only to enquiries of its languages. */
const asContent = ({ name, ru, en, zh }: z.output<typeof content>) => ({ name, text: { ru, en, zh } })
const hasText = ({ ru, en, zh }: z.output<typeof content>) => Boolean(ru || en || zh)
const lacking = { path: ['ru'], message: 'templates.no-text' }

export const newTemplateForm = content.refine(hasText, lacking).transform(value => ({ content: asContent(value) }))
export const templateForm = content
  .extend({ version })
  .refine(hasText, lacking)
  .transform(({ version: shown, ...value }) => ({ version: shown, content: asContent(value) }))
export const archiveForm = z.object({ version, archived: z.enum(['yes', 'no'], 'form.choose') })
