import { z } from 'zod'
import { inspectionKinds, terminationGrounds } from '#models/tenancies/tenancy-parts.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { id, requiredText, text } from '#web/forms/forms.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import { isReadyFinding } from '../inspections/ready-findings.ts'
import { day, optionalDay, optionalReading, freeTextExtent, requiredReading, yuan } from '../texts/form-fields.ts'

const reason = requiredTextField(freeTextExtent)
const optionalFreeText = optionalTextField(freeTextExtent)

/** Form without fields, for actions that are only a button. */
export const emptyForm = z.object({})
/** When the state began that the page showed. Forms of an earlier release do not say it. */
const since = z.coerce.date().optional().catch(undefined)
/** Form of a move without any question. */
export const moveForm = z.object({ since })
export const openingForm = z.object({ on: day, since })
export const renewalForm = z.object({ since, until: day, reason, reasonZh: optionalFreeText })
/** `rentPerSqM`: in fen. Forms of an earlier release do not say it, and showed that of the listing. */
export const paidForm = z.object({
  since,
  from: day,
  rentPerSqM: yuan.optional(),
  reason,
  reasonZh: optionalFreeText,
})
const name = z.string().trim().max(200).default('')
/** `corrections`: how often the party was corrected when the page with the form was made. */
export const partyForm = z.object({
  corrections: z.coerce.number().int().min(0).optional().catch(undefined),
  nameLatin: requiredText(200),
  ...{ nameCyrillic: name, nameChinese: name, companyName: name, companyNumber: name },
  reason,
  reasonZh: optionalFreeText,
})
export const noticeForm = z.object({ since, leavesOn: day, reason })
export const breachForm = z.object({
  since,
  finding: z
    .union([id, z.literal('none')])
    .optional()
    .transform(chosen => (chosen === 'none' ? undefined : chosen)),
  reason,
  cureBy: day,
})
export const curedForm = z.object({ since, note: optionalFreeText })
export const pauseForm = z.object({ since, from: day, plannedTo: optionalDay, reason })
export const resumeForm = z.object({ since, to: day })
export const terminationForm = z.object({
  since,
  ground: z.enum(terminationGrounds, messageKey('form.choose')),
  reason,
  reasonZh: optionalFreeText,
})
/** `appeal`: when the appeal was lodged that the page showed. */
export const appealForm = z.object({
  outcome: z.enum(['upheld', 'dismissed'], messageKey('form.choose')),
  reason,
  appeal: z.coerce.date().optional().catch(undefined),
})
/** Instant of the open letter about the renewal on the page with the form; empty when there was none. */
const letter = z
  .union([z.literal('').transform(() => null), z.coerce.date()])
  .optional()
  .catch(undefined)
/** `proposal`: the key of the proposal on the page with the form. */
export const withdrawalForm = z.object({ proposal: z.string().max(40).optional().catch(undefined) })
/** `rent`: the monthly rent on the page with the form, in fen. */
export const confirmForm = z.object({
  proposal: z.string().max(40),
  letter,
  rent: z.coerce.number().int().min(0).optional().catch(undefined),
})
export const vacateForm = z.object({ letter, since })
/** `shown`: number of the tenant's reports, with corrections, when the page with the form was made. */
export const reportsForm = z.object({ shown: z.coerce.number().int().min(0).optional().catch(undefined) })
export const answersForm = z.object({ upTo: z.coerce.date() })
export const inspectionForm = z.object({
  kind: z.enum(inspectionKinds, messageKey('form.choose')),
  on: day,
  note: optionalFreeText,
})
/** `shown`: the day of the duty on the page with the form, empty for none. Forms of an earlier release do not say it. */
export const undoneForm = z.object({ shown: z.string().max(10).optional().catch(undefined) })
/** `upTo`: the instant of the last report of the tenant that the page showed. */
export const dutyReadForm = z.object({ upTo: z.coerce.date() })
export const milestoneForm = undoneForm.extend({ doneOn: day })
export const findingForm = z.object({ curedOn: day })

export const exitForm = z
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
    condition: reason,
  })
  // Parsed separately, so that its errors are also reported when another field is wrong.
  .and(
    z
      .object({
        needsWork: z.enum(['no', 'yes'], messageKey('form.choose')).transform(answer => answer === 'yes'),
        defects: optionalFreeText,
      })
      .superRefine(({ needsWork, defects }, context) => {
        if (needsWork && defects === '')
          context.addIssue({ code: 'custom', path: ['defects'], message: messageKey('tenancy.defects-needed') })
      }),
  )

const list = z.preprocess(
  (value: unknown) => (value === undefined ? [] : [value].flat()),
  z.array(text(freeTextExtent.longest)),
)

/** Rows of findings. Empty rows are dropped; any other needs a ready text or own words, and a day. */
const findingRows = z
  .object({ ready: list, finding: list, cureBy: list })
  .transform(({ ready, finding, cureBy }) => ({
    findings: finding
      .map((findingText, index) => {
        const chosen = ready[index] ?? ''
        return {
          ...{ ready: isReadyFinding(chosen) ? chosen : undefined, text: findingText.trim() },
          ...{ cureBy: cureBy[index]?.trim() ?? '', index },
        }
      })
      .filter(row => row.ready || row.text !== '' || row.cureBy !== ''),
  }))
  .superRefine(({ findings }, context) => {
    for (const { ready, text: findingText, cureBy, index } of findings) {
      if ((!ready && findingText === '') || !day.safeParse(cureBy).success)
        context.addIssue({ code: 'custom', path: [`finding-${index}`], message: messageKey('tenancy.finding-half') })
    }
  })
  .transform(({ findings }) => ({
    findings: findings.map(({ ready, text: findingText, cureBy, index }) => ({
      ...{ ready, text: findingText, cureBy: day.parse(cureBy), index },
    })),
  }))

/** Errors of the day and of the rows are reported together. */
export const recordForm = z.object({ on: day, note: optionalFreeText }).and(findingRows)
