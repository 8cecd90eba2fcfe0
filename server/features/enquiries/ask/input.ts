import { z } from 'zod'
import { enquiryTopics } from '#models/enquiries/enquiry.ts'
import { locales } from '#shared/texts/i18n.ts'
import { requiredLine, requiredText, text } from '#web/forms/forms.ts'
import { emailAddress } from '#features/accounts/fields.ts'

const line = (max: number) => text(max).transform(value => value.replace(/\s+/g, ' '))
const code = line(20)
  .transform(value => value.toUpperCase())
  .pipe(z.string().regex(/^([A-Z]{3}-[A-Z]-\d{4,7})?$/, 'contact.premises.wrong'))
  .transform(value => value || null)

/** The contact form. */
export const contactForm = z.object({
  name: requiredLine(100),
  email: emailAddress,
  phone: line(50).default(''),
  messenger: line(100).default(''),
  preferredLanguage: z.enum(locales, 'form.choose'),
  topic: z.enum(enquiryTopics, 'form.choose'),
  premisesCode: code.default(null),
  message: requiredText(5000),
})

/** What a link to the form may fill in beforehand. */
export const contactLink = z.object({
  topic: z.enum(enquiryTopics).optional().catch(undefined),
  premises: z
    .string()
    .regex(/^[A-Za-z]{3}-[A-Za-z]-\d{4,7}$/)
    .optional()
    .catch(undefined),
})
