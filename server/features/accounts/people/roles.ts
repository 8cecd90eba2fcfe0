import type { Translate } from '#shared/texts/i18n.ts'
import { staffRoles } from '#web/locals.ts'

export type RoleOption = { id: string; value: string; label: string; hint: string; checked: boolean }

/** Returns the staff roles, each with a description of what it may do. */
export const roleOptions = (t: Translate, chosen: string): RoleOption[] =>
  staffRoles.map((role, i) => ({
    id: i === 0 ? 'role' : `role-${role}`,
    value: role,
    label: t(`account.role.${role}`),
    hint: t(`people.role.${role}.hint`),
    checked: role === chosen,
  }))
