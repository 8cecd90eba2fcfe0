import { z } from 'zod'
import { messageKey } from '#shared/texts/i18n.ts'
import { text } from '#web/forms/forms.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import { isReadyFinding } from '../inspections/ready-findings.ts'
import { day, freeTextExtent } from '../texts/form-fields.ts'

/** `shown`: the day of the duty on the page with the form, empty for none. Forms of an earlier release do not say it. */
export const undoneForm = z.object({ shown: z.string().max(10).optional().catch(undefined) })
/** `upTo`: the instant of the last report of the tenant that the page showed. */
export const dutyReadForm = z.object({ upTo: z.coerce.date() })
export const milestoneForm = undoneForm.extend({ doneOn: day })
export const findingForm = z.object({ curedOn: day })

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
          ready: isReadyFinding(chosen) ? chosen : undefined,
          text: findingText.trim(),
          cureBy: cureBy[index]?.trim() ?? '',
          index,
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
      ready,
      text: findingText,
      cureBy: day.parse(cureBy),
      index,
    })),
  }))

/** Errors of the day and of the rows are reported together. */
export const recordForm = z.object({ on: day, note: optionalTextField(freeTextExtent) }).and(findingRows)
