import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Reader } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { createOnceId } from '#web/forms/once.ts'
import { staffRoles } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import type { LiveSession } from '#web/access/stored-sessions.ts'
import type { Choice } from '#web/forms/fields.ts'
import { absenceInWords } from '#web/pages/absence.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { fieldOf, type Field } from '../signed-out.ts'
import { sessionLines, type SessionLine } from '../sessions/list.ts'
import type { Absence } from '../absence/absences-service.ts'
import { listOf, type BuildingChoice } from './buildings-service.ts'
import type { RoleProposal } from './appointments-service.ts'
import type { Person, PersonEvent } from './people-list.ts'
import { statusOf, type Status } from './list-page.ts'
import { appointmentOf, type Appointment, type Viewer } from './appointment-page.ts'
import { roleOptions, type RoleOption } from './roles.ts'

type PersonPage = {
  title: string
  breadcrumb: Breadcrumb
  status: Status
  errors: ErrorSummary
  facts: { label: string; value: string }[]
  /** Null for applicants, who never become staff, and for people who have left. */
  role: { options: RoleOption[]; error: string | null; reason: Field } | null
  /** Why nobody could confirm a change, and what to do then. */
  alone: string | null
  proposal: Appointment | null
  /** Links to what can be done now; null where it does not apply. */
  can: {
    invite: string | null
    deactivate: string | null
    handOn: string | null
    reactivate: string | null
    resetSecondFactor: string | null
    changeRole: string
  }
  /** Id of the form that sends a new invitation. */
  once: string
  /** The buildings of a listing manager. */
  limits: { action: string; shown: string; options: Choice[]; now: string } | null
  /** The absence of a colleague, with the link to edit it. */
  absence: { said: string; href: string } | null
  sessions: SessionLine[]
  events: { when: string; what: string; by: string | null; reason: string | null }[]
}
export const renderPerson = view<PersonPage>('accounts/people/person')

export type PersonRecord = {
  person: Person
  history: PersonEvent[]
  sessions: LiveSession[]
  proposal: RoleProposal | null
  /** Whether there is an administrator who could confirm the viewer's proposal. */
  confirmable: boolean
  viewer: Viewer
  limits: { all: BuildingChoice[]; chosen: readonly string[] } | null
  absence: Absence | null
}

export function personPage(speech: Reader, record: PersonRecord, form?: FormFailure): PersonPage {
  const { t, locale } = speech
  const { person, history, sessions } = record
  return {
    title: person.name,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('people.title'), href: pathTo(locale, '/staff/users') },
      { label: person.name },
    ],
    status: statusOf(t, person),
    errors: errorSummary(t, form?.errors, {
      role: 'people.role',
      reason: 'appoint.reason',
      buildings: 'scope.title',
    }),
    facts: factsOf(speech, person),
    ...createAppointmentView(speech, record, form),
    can: allowedActs(person, `${pathTo(locale, '/staff/users')}/${person.id}`),
    once: createOnceId(),
    limits: limitsOf(speech, record, form),
    absence: absenceOf(speech, record),
    sessions: sessionLines(speech, sessions, { base: `${pathTo(locale, '/staff/users')}/${person.id}/sessions` }),
    events: history.map(event => ({
      when: formatInstant(locale, event.at),
      what: t(`people.event.${event.kind}`, { from: roleWord(speech, event.from), to: roleWord(speech, event.to) }),
      by: [event.by, event.confirmedBy].filter(Boolean).join(' + ') || null,
      reason: event.reason,
    })),
  }
}

/** Returns one of three: the waiting proposal, the form for one, or why there can be none. */
function createAppointmentView(
  speech: Reader,
  { person, proposal, confirmable, viewer }: PersonRecord,
  form?: FormFailure,
): Pick<PersonPage, 'role' | 'alone' | 'proposal'> {
  const { t } = speech
  if (proposal) return { role: null, alone: null, proposal: appointmentOf(speech, proposal, viewer) }
  const fixed = person.state === 'deactivated' || !staffRoles.some(name => name === person.role)
  if (fixed) return { role: null, alone: null, proposal: null }
  if (!confirmable) return { role: null, alone: t('people.refused.nobody-to-confirm'), proposal: null }
  const chosen = fieldOf(t, 'role', { form, stored: person.role })
  const role = {
    options: roleOptions(t, chosen.value),
    error: chosen.error,
    reason: fieldOf(t, 'reason', { form }),
  }
  return { role, alone: null, proposal: null }
}

function absenceOf({ t, locale }: Reader, { person, absence }: PersonRecord): PersonPage['absence'] {
  if (person.role === 'applicant' || person.state !== 'active') return null
  const href = pathTo(locale, '/staff/users/:id/absence', { id: person.id })
  return { said: absence ? t('absence.said', absenceInWords(locale, absence)) : t('absence.none'), href }
}

function limitsOf({ t, locale }: Reader, { person, limits }: PersonRecord, form?: FormFailure): PersonPage['limits'] {
  if (!limits || person.state === 'deactivated') return null
  const { all, chosen } = limits
  const ticked = form?.errors.buildings ? [form.typed.buildings ?? []].flat() : chosen
  const options = all.map(({ code, name }, index) => {
    const on = ticked.includes(code)
    return {
      id: index === 0 ? 'buildings' : `buildings-${code}`,
      value: code,
      label: `${code}${dot}${name}`,
      checked: on,
      selected: on,
    }
  })
  const now = chosen.length > 0 ? t('scope.some', { codes: chosen.join(t('list.comma')) }) : t('scope.all')
  return { action: `${pathTo(locale, '/staff/users')}/${person.id}/buildings`, shown: listOf(chosen), options, now }
}

function allowedActs({ state, role, secondFactor }: Person, base: string): PersonPage['can'] {
  const isStaff = role !== 'applicant'
  const gone = state === 'deactivated'
  const held = state === 'proposed'
  return {
    invite: state === 'invited' ? `${base}/invitation` : null,
    deactivate: gone || held ? null : `${base}/deactivate`,
    handOn: isStaff && !held ? `${base}/work` : null,
    reactivate: gone ? `${base}/reactivate` : null,
    resetSecondFactor: secondFactor ? `${base}/second-factor` : null,
    changeRole: `${base}/role`,
  }
}

function factsOf({ t, locale }: Reader, person: Person) {
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

/** Returns the label of a role. Roles in the history keep the name they had then. */
function roleWord({ t }: Reader, role: string | null): string {
  const key = `account.role.${role ?? ''}`
  return isMessageKey(key) ? t(key) : (role ?? '')
}
