import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { StoredDocument } from '#models/documents/document.ts'
import { conditionKinds } from '#models/cases/parts/acceptance.ts'
import { type CityDay, cityDayOf } from '#shared/days/city-day.ts'
import { isPassportClosedTo, seesPassports } from '#features/cases/documents/passports.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { errorSummary, typedText, type ErrorSummary, type FormFailure, type FieldLabels } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { acceptedTypes } from '#features/documents/page.ts'
import { acceptanceOf, conditionsOf, sinceOffer } from '#features/cases/acceptance/of-offer.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Option, CheckedOption } from '#web/forms/fields.ts'
import { conditionsLeft, conditionViews, type ConditionView } from '../condition-view.ts'

type Row = ConditionView & {
  action: string
  decisions: { name: string; legend: string; options: CheckedOption[] }
  dueOn: string
  typedNote: string
  unfolded: boolean
  error?: string
}
type AcceptanceDesk = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  left: string
  errors: ErrorSummary
  alert: string | null
  rows: Row[]
  mayAct: boolean
  addition: {
    action: string
    open: boolean
    kinds: Option[]
    text: string
    dueOn: string
  } | null
  contract: {
    text: string
    href?: string
    prepare?: { action: string; label: string; openLeft?: string; places?: string }
    files: { name: string; href: string }[]
  }
  proof: { text: string; href?: string }
  scan: { action: string; accept: string } | null
}
export const renderAcceptanceDesk = view<AcceptanceDesk>('acceptance/desk')

const labels: FieldLabels = {
  to: 'acceptance.staff.decide',
  kind: 'acceptance.staff.kind',
  text: 'acceptance.staff.text',
  note: 'acceptance.staff.note',
  dueOn: 'acceptance.staff.due',
}

export type DeskShown = {
  application: Application
  documents: readonly StoredDocument[]
  today: CityDay
  demo: boolean
  /** How many places the contract's text leaves for the office to decide. */
  openPlaces: number
  alert?: string
  /** What was refused: an `addition`, or the form of the condition with this id. */
  refused?: { about: string; failure: FormFailure }
}

export function acceptanceDesk(reader: DeskReader, shown: DeskShown): AcceptanceDesk {
  const { t, locale, account } = reader
  const { application, today } = shown
  const reference = application.reference ?? ''
  const base = pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })
  const officer = account.role === 'reviewer' || account.role === 'decider'
  const mayAct = officer && isAwaitingConditions(application)
  const mayRead = (document: StoredDocument) => !isPassportClosedTo(account.role, document)
  return {
    title: t('acceptance.staff.title', { reference }),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href: base },
      { label: t('acceptance.title') },
    ],
    demo: shown.demo,
    left: conditionsLeft(t, application),
    errors: errorSummary(t, shown.refused?.failure.errors, labels),
    alert: shown.alert ?? null,
    rows: conditionViews({ t, locale, today, mayRead }, application, shown.documents).map(condition =>
      rowOf(reader, shown, { condition, base }),
    ),
    mayAct,
    addition: mayAct ? additionOf(reader, shown, base) : null,
    contract: contractOf(reader, { ...shown, documents: shown.documents.filter(mayRead) }, { base, mayAct }),
    proof: proofOf(reader, application),
    scan: mayAct
      ? {
          action: pathTo(locale, '/staff/applications/:id/acceptance/signed', { id: application._id.toHexString() }),
          accept: acceptedTypes,
        }
      : null,
  }
}

type Placed = { condition: ConditionView; base: string }
const storedOf = (application: Application, id: string) =>
  conditionsOf(application).find(({ _id }) => _id.toHexString() === id) ?? { state: undefined, dueOn: '' }

function rowOf(reader: DeskReader, { application, refused }: DeskShown, { condition, base }: Placed): Row {
  const stored = storedOf(application, condition.id)
  const failure = refused?.about === condition.id ? refused.failure : null
  const typed = failure?.typed ?? { dueOn: stored.dueOn }
  return {
    ...condition,
    action: `${base}/acceptance/conditions/${condition.id}`,
    decisions: decisionsOf(reader, condition.id, { now: stored.state, chosen: typedText(typed, 'to') }),
    dueOn: typedText(typed, 'dueOn'),
    typedNote: typedText(typed, 'note'),
    unfolded: failure !== null,
    ...complaintOf(reader, failure),
  }
}

function complaintOf({ t }: DeskReader, failure: FormFailure | null) {
  const error = failure?.errors.note ?? failure?.errors.dueOn
  return error ? { error: t(error) } : {}
}

const decisionsOf = ({ t }: DeskReader, id: string, { now, chosen }: { now: string | undefined; chosen: string }) => ({
  name: 'to',
  legend: t('acceptance.staff.decide'),
  options: decisions
    .filter(to => to !== now)
    .map(to => ({ id: `${id}-${to}`, value: to, label: t(`acceptance.staff.to.${to}`), checked: chosen === to })),
})

const decisions = ['met', 'waived', 'open'] as const

function additionOf({ t }: DeskReader, { refused }: DeskShown, base: string): AcceptanceDesk['addition'] {
  const failure = refused?.about === 'addition' ? refused.failure : null
  const typed = failure?.typed ?? {}
  const chosen = typedText(typed, 'kind') || 'other_paper'
  return {
    action: `${base}/acceptance/conditions`,
    open: failure !== null,
    kinds: conditionKinds.map(value => ({ value, label: t(`document.kind.${value}`), selected: value === chosen })),
    text: typedText(typed, 'text'),
    dueOn: typedText(typed, 'dueOn'),
  }
}

type Around = { base: string; mayAct: boolean }
function contractOf(
  { t, locale, account }: DeskReader,
  { application, documents, openPlaces }: DeskShown,
  { base, mayAct }: Around,
): AcceptanceDesk['contract'] {
  const contract = acceptanceOf(application)?.contract
  const own = pathTo(locale, '/applications/:id', { id: application._id.toHexString() })
  const files = sinceOffer(application, documents)
    .filter(({ kind }) => kind === 'signed_contract')
    .map(({ _id, name }) => ({
      name,
      href: pathTo(locale, '/applications/:id/documents/:documentId', {
        id: application._id.toHexString(),
        documentId: _id.toHexString(),
      }),
    }))
  const count = conditionsOf(application).filter(condition => condition.state === 'open').length
  const label = t(contract ? 'acceptance.staff.prepare-again' : 'acceptance.staff.prepare')
  const openLeft = count > 0 ? { openLeft: t('acceptance.staff.open-left', { count }) } : {}
  const places = openPlaces > 0 ? { places: t('acceptance.staff.open-places', { count: openPlaces }) } : {}
  const prepare =
    mayAct && application.state === 'accepted'
      ? { prepare: { action: `${base}/acceptance/contract`, label, ...openLeft, ...places } }
      : {}
  if (!contract) return { text: t('acceptance.staff.prepare.about'), files, ...prepare }
  const { version, preparedAt, signedOn } = contract
  const text = signedOn
    ? t('acceptance.contract.signed', { day: formatCityDay(locale, signedOn) })
    : t('acceptance.contract.prepared', { version, day: formatCityDay(locale, cityDayOf(preparedAt)) })
  const href = seesPassports(account.role) ? { href: `${own}/papers/contract` } : {}
  return { text, ...href, files, ...prepare }
}

function proofOf({ t, locale, account }: DeskReader, application: Application): AcceptanceDesk['proof'] {
  const addressProof = acceptanceOf(application)?.addressProof
  if (!addressProof) return { text: t('acceptance.staff.no-files') }
  const issued = formatCityDay(locale, cityDayOf(addressProof.issuedAt))
  const until = formatCityDay(locale, addressProof.validUntil)
  return {
    text: t('acceptance.proof.issued', { number: addressProof.number, issued, until }),
    ...(seesPassports(account.role)
      ? {
          href: pathTo(locale, '/applications/:id/papers/:paper', {
            id: application._id.toHexString(),
            paper: 'address-proof',
          }),
        }
      : {}),
  }
}
