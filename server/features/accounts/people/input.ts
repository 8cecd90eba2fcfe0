import { z } from 'zod'
import { accountRoles } from '#models/accounts/account.ts'
import { locales } from '#shared/texts/i18n.ts'
import { id, requiredLine, requiredText, searchText, text } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'
import { staffRoles } from '#web/locals.ts'
import { emailField } from '../fields.ts'
import { needsSecondToInvite } from '../rules.ts'
import { personStates } from './people-list.ts'

/** Filters of the list. Invalid values in a link are dropped. */
export const peopleSearch = z.object({
  q: searchText.optional().catch(undefined),
  role: z.enum(accountRoles).optional().catch(undefined),
  state: z.enum(personStates).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
})

export const personPath = z.object({ id })
/** What happens to open work when an account is closed; `nobody` is the queue. Without it the administrator is asked. */
export const restForm = z.object({ rest: z.string().optional().catch(undefined) })
export const sessionPath = z.object({ id, handle: id })

const role = z.enum(staffRoles, { error: 'form.choose' })

export const invitationForm = z
  .object({
    name: requiredLine(100),
    email: emailField,
    role,
    locale: z.enum(locales, { error: 'form.choose' }),
    reason: text(500),
    once: onceField,
  })
  .refine(({ role, reason }) => !needsSecondToInvite(role) || reason !== '', {
    path: ['reason'],
    error: 'form.required',
  })

export const roleForm = z.object({ role, reason: requiredText(500) })
/** The key of the proposal that the administrator has read. */
export const proposalForm = z.object({ key: id })

/** Codes of the ticked buildings. The route drops unknown ones. */
export const buildingsForm = z.object({
  buildings: z
    .union([z.string().transform(code => [code]), z.array(z.string())])
    .optional()
    .transform(codes => (codes ?? []).slice(0, 1_000)),
  /** The buildings that the page showed (`listOf`). Forms of an earlier release do not say it. */
  shown: z.string().max(20_000).optional().catch(undefined),
})
