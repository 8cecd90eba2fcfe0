import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatDay } from '#shared/texts/format.ts'
import { canConfirm, canWithdraw } from '../rules.ts'
import type { RoleProposal } from './appointments-service.ts'

/** A proposed change of role that waits for a second administrator. */
export type Appointment = {
  sentence: string
  facts: string
  reason: string
  key: string
  href: string
  name: string
  confirm: string | null
  withdraw: string | null
  /** Why there is no button to confirm. */
  wait: string | null
}

/** The administrator who reads the page, and the present time. */
export type Viewer = { id: string; now: Date }

export function appointmentOf(speech: Reader, proposal: RoleProposal, viewer: Viewer): Appointment {
  const { t, locale } = speech
  const { person, from, to, by, proposer, reason, expiresAt, key } = proposal
  const base = `${pathTo(locale, '/staff/users')}/${person.id}`
  const parties = { by, about: person.id, expiresAt }
  const verdict = canConfirm(parties, viewer.id, viewer.now)
  const role = t(`account.role.${to}`)
  return {
    sentence: from
      ? t('appoint.change', { from: t(`account.role.${from}`), to: role })
      : t('appoint.new', { to: role }),
    facts: t('appoint.facts', { name: proposer ?? t('appoint.nobody'), day: formatDay(locale, expiresAt) }),
    reason,
    key,
    href: base,
    name: person.name,
    confirm: verdict.ok ? `${base}/role/confirm` : null,
    withdraw: canWithdraw(parties, viewer.id) ? `${base}/role/withdraw` : null,
    wait: verdict.ok ? null : t(`people.refused.${verdict.reason}`),
  }
}
