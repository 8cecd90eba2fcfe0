import { formatDay, formatInstant } from '../../../shared/format.ts'
import { isMessageKey } from '../../../shared/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FormFailure } from '../../../web/forms.ts'
import { staffRoles } from '../../../web/locals.ts'
import { view } from '../../../web/view.ts'
import type { Person, PersonEvent } from '../people-list.ts'
import { peopleHref, statusOf, type Speech, type Status } from './list-page.ts'
import { roleOptions, type RoleOption } from './roles.ts'

type PersonPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  status: Status
  errors: ErrorSummary
  facts: { label: string; value: string }[]
  /** Null for founders, who never become staff, and for those who have left. */
  role: { options: RoleOption[]; error: string | null } | null
  /** What may be done now; null where it makes no sense. */
  can: {
    invite: string | null
    deactivate: string | null
    reactivate: string | null
    resetSecondFactor: string | null
    changeRole: string
  }
  events: { when: string; what: string; by: string | null }[]
}
export const renderPerson = view<PersonPage>('accounts/person')

export type PersonRecord = { person: Person; history: PersonEvent[] }

export function personPage(speech: Speech, { person, history }: PersonRecord, form?: FormFailure): PersonPage {
  const { t, locale } = speech
  return {
    title: person.name,
    breadcrumb: [
      { label: t('nav.staff'), href: `/${locale}/staff` },
      { label: t('people.title'), href: peopleHref(locale) },
      { label: person.name },
    ],
    status: statusOf(t, person),
    errors: errorSummary(t, form?.errors, { role: 'people.role' }),
    facts: factsOf(speech, person),
    role: roleOf(speech, person, form),
    can: actsOn(person, `${peopleHref(locale)}/${person.id}`),
    events: history.map(event => ({
      when: formatInstant(locale, event.at),
      what: t(`people.event.${event.kind}`, { from: roleWord(speech, event.from), to: roleWord(speech, event.to) }),
      by: event.by,
    })),
  }
}

function roleOf({ t }: Speech, { role, state }: Person, form?: FormFailure): PersonPage['role'] {
  if (state === 'deactivated' || !staffRoles.some(name => name === role)) return null
  const error = form?.errors.role
  const chosen = form && typedText(form.typed, 'role')
  return { options: roleOptions(t, chosen ?? role), error: error ? t(error) : null }
}

function actsOn({ state, secondFactor }: Person, base: string): PersonPage['can'] {
  const gone = state === 'deactivated'
  return {
    invite: state === 'invited' ? `${base}/invitation` : null,
    deactivate: gone ? null : `${base}/deactivate`,
    reactivate: gone ? `${base}/reactivate` : null,
    resetSecondFactor: secondFactor ? `${base}/second-factor` : null,
    changeRole: `${base}/role`,
  }
}

function factsOf({ t, locale }: Speech, person: Person) {
  const { email, role, locale: letters, createdAt, demo, secondFactor } = person
  const second = secondFactor
    ? t('two-factor.on', { day: formatDay(locale, secondFactor) })
    : t('people.second-factor.off')
  return [
    { label: t('people.email'), value: email },
    { label: t('people.role'), value: t(`account.role.${role}`) },
    { label: t('account.field.locale'), value: t(`locale.${letters}`) },
    { label: t('people.since'), value: formatDay(locale, createdAt) },
    ...(role === 'applicant' ? [] : [{ label: t('people.second-factor'), value: second }]),
    ...(demo ? [{ label: t('people.note'), value: t('people.demo.note') }] : []),
  ]
}

/** Roles in the history are kept as they were called then. */
function roleWord({ t }: Speech, role: string | null): string {
  const key = `account.role.${role ?? ''}`
  return isMessageKey(key) ? t(key) : (role ?? '')
}
