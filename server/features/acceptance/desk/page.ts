import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { StoredDocument } from '#models/documents/document.ts'
import { conditionKinds, type Condition } from '#models/cases/parts/acceptance.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { isPassportClosedTo, seesPassports } from '#features/cases/documents/passports.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { summaryOfFields, inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { writingFields, writingView, type Recipient, type WritingView } from '#web/writing/view.ts'
import { view } from '#web/pages/view.ts'
import { acceptedTypes } from '#features/documents/page.ts'
import { acceptanceOf, conditionsOf, uploadedSinceOffer } from '#features/cases/acceptance/offer-acceptance.ts'
import { confirmedBefore, misfitsInWords } from '#features/cases/acceptance/misfits.ts'
import { acceptedTerms, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { lastContractVersion } from '../contract-terms.ts'
import { dayFieldOf, noteFieldOf, shownOf, stateFieldOf } from './decisions-form.ts'
import { misfitLabels, misfitPart, type MisfitPart, type UnconfirmedMisfits } from './misfit-part.ts'
import { conditionsLeft, conditionViews, type ConditionView } from '../condition-view.ts'
import { dot } from '#shared/texts/facts.ts'
import type { CheckedOption, Option } from '#web/forms/fields.ts'
import type { Extent } from '#web/writing/extent.ts'
import { extents } from '#features/cases/writing/extents.ts'

type Row = ConditionView & {
  /** Why its text or note was sent in a language that its reader does not read. */
  asIs: string | null
  fields: DecisionFields | null
}
type AcceptanceDesk = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  accepted: AcceptedTerms | null
  left: string
  errors: ErrorSummary
  alert: string | null
  rows: Row[]
  changes: DecisionsForm | null
  addition: AdditionForm | null
  contract: {
    text: string
    href?: string
    prepare?: {
      action: string
      version: number
      label: string
      openLeft?: string
      places?: string
      misfit?: MisfitPart
    }
    /** What an officer has confirmed that the premises lacks for the plan. */
    misfits?: string
    files: { name: string; href: string }[]
  }
  proof: { text: string; href?: string }
  scan: { action: string; accept: string; version: number } | null
}
export const renderAcceptanceDesk = view<AcceptanceDesk>('acceptance/desk')

export type DeskInput = {
  application: Application
  documents: readonly StoredDocument[]
  /** Recipient of the texts in the forms. */
  recipient: Recipient
  today: CityDay
  demo: boolean
  /** Number of places in the text of the contract that the office still has to decide. */
  openPlaces: number
  /** What the premises lacks for the plan and nobody has confirmed. */
  misfits: UnconfirmedMisfits
  alert?: string
  /** Refused form. */
  refused?: { about: FormName; failure: FormFailure }
}

export function acceptanceDesk(reader: DeskReader, shown: DeskInput): AcceptanceDesk {
  const { t, locale, account } = reader
  const { application, today } = shown
  const reference = application.reference ?? ''
  const base = pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })
  const officer = account.role === 'reviewer' || account.role === 'decider'
  const mayAct = officer && isAwaitingConditions(application)
  const mayRead = (document: StoredDocument) => !isPassportClosedTo(account.role, document)
  const rows = conditionViews({ t, locale, today, mayRead }, application, shown.documents).map(condition => ({
    ...condition,
    ...conditionRow(reader, shown, { id: condition.id, mayAct }),
  }))
  const changes = mayAct && rows.length > 0 ? decisionsFormOf(reader, shown, rows) : null
  const addition = mayAct ? additionForm(reader, formInputOf(shown, 'condition-add')) : null
  return {
    title: t('acceptance.staff.title', { reference }),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href: base },
      { label: t('acceptance.title') },
    ],
    demo: shown.demo,
    accepted: acceptedTerms(reader, application),
    left: conditionsLeft(t, application),
    errors: summaryOf(reader, shown, { rows, changes, addition }),
    alert: shown.alert ?? null,
    rows,
    changes,
    addition,
    contract: contractOf(reader, { ...shown, documents: shown.documents.filter(mayRead) }, { base, mayAct }),
    proof: proofOf(reader, application),
    scan: mayAct
      ? {
          action: pathTo(locale, '/staff/applications/:id/acceptance/signed', { id: application._id.toHexString() }),
          accept: acceptedTypes,
          version: acceptanceOf(application)?.contract?.version ?? 0,
        }
      : null,
  }
}

/** The forms of the page that can be refused with what was typed. */
export type FormName = 'condition-add' | 'condition-change' | 'contract'
const formInputOf = ({ application, recipient, refused }: DeskInput, about: FormName) => ({
  application: application._id.toHexString(),
  recipient,
  failure: refused?.about === about ? refused.failure : null,
})

function conditionRow(reader: DeskReader, shown: DeskInput, { id, mayAct }: { id: string; mayAct: boolean }) {
  const condition = conditionsOf(shown.application).find(({ _id }) => _id.toHexString() === id)
  if (!condition) return { asIs: null, fields: null }
  const { textWriting, noteWriting } = condition
  const reasons = [textWriting?.asIs, noteWriting?.asIs].filter(reason => reason)
  return {
    asIs: reasons.join(dot) || null,
    fields: mayAct ? decisionFields(reader, condition, formInputOf(shown, 'condition-change').failure) : null,
  }
}

type Forms = { rows: readonly Row[]; changes: DecisionsForm | null; addition: AdditionForm | null }
/** Returns the errors, each with its field's label and a link. */
function summaryOf({ t }: DeskReader, { refused }: DeskInput, { rows, changes, addition }: Forms) {
  if (refused?.about === 'contract') return summaryOfFields(t, refused.failure.errors, misfitLabels(t))
  const fields =
    refused?.about === 'condition-add'
      ? addition && [addition.kind, addition.asked, addition.dueOn, ...writingFields(addition.writing)]
      : changes && [...rows.flatMap(row => labelledFields(t, row)), ...writingFields(changes.writing), nothing(t, rows)]
  return summaryOfFields(t, refused?.failure.errors, fields ?? [])
}

/** Returns the fields of a condition, with its name in their labels. */
const labelledFields = (t: DeskReader['t'], { title, fields }: Row) =>
  fields ? [fields.dueOn, fields.noting].map(field => ({ ...field, label: labelFor(t, field.label, title) })) : []

/** Leads from the complaint that nothing was decided to the first condition. */
const nothing = (t: DeskReader['t'], [first]: readonly Row[]) => ({
  name: 'decisions',
  label: t('acceptance.staff.decide'),
  domId: first?.fields?.decisions.options[0]?.id ?? '',
})

const labelFor = (t: DeskReader['t'], field: string, item: string): string => t('request.field.for', { field, item })

type ContractContext = { base: string; mayAct: boolean }
function contractOf(
  reader: DeskReader,
  shown: DeskInput,
  { base, mayAct }: ContractContext,
): AcceptanceDesk['contract'] {
  const { t, locale, account } = reader
  const { application, documents, openPlaces } = shown
  const contract = acceptanceOf(application)?.contract
  const own = pathTo(locale, '/applications/:id', { id: application._id.toHexString() })
  const files = uploadedSinceOffer(application, documents)
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
      ? {
          prepare: {
            action: `${base}/acceptance/contract`,
            version: lastContractVersion(application),
            label,
            ...openLeft,
            ...places,
            ...misfitPart(t, shown),
          },
        }
      : {}
  const confirmed = confirmedBefore(application)
  const misfits = confirmed ? { misfits: misfitsInWords(t, confirmed) } : {}
  if (!contract) return { text: t('acceptance.staff.prepare.about'), files, ...misfits, ...prepare }
  const { version, preparedAt, signedOn } = contract
  const text = signedOn
    ? t('acceptance.contract.signed', { day: formatCityDay(locale, signedOn) })
    : t('acceptance.contract.prepared', { version, day: formatCityDay(locale, cityDayOf(preparedAt)) })
  const href = seesPassports(account.role) ? { href: `${own}/papers/contract` } : {}
  return { text, ...href, files, ...misfits, ...prepare }
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

type Typed = { name: string; domId: string; label: string; value: string; error?: string }
type Day = Typed & { type: 'date' }

/** Fields for a decision on one condition, or another due day, in the form of all conditions. */
type DecisionFields = {
  /** What the page shows of the condition. */
  shown: string
  decisions: { name: string; legend: string; options: CheckedOption[] }
  dueOn: Day
  noting: Typed & { hint: string; rows: number }
  /** Settled conditions are folded at first. */
  unfolded: boolean
}
type DecisionsForm = { action: string; writing: WritingView }
/** Form for a further condition that the standard list does not contain. */
type AdditionForm = {
  id: 'condition-add'
  action: string
  open: boolean
  kind: Typed & { options: Option[] }
  asked: Typed & { rows: number }
  dueOn: Day
  writing: WritingView
}

type Making = { application: string; recipient: Recipient; failure: FormFailure | null }

const decisions = ['met', 'waived', 'open'] as const

/** Returns the fields of one condition. The state that it already has is not among the options. */
function decisionFields(reader: DeskReader, condition: Condition, failure: FormFailure | null): DecisionFields {
  const { _id, state, dueOn } = condition
  const { t } = reader
  const conditionId = _id.toHexString()
  const fieldOf = fieldsOf(reader, failure, 'condition')
  const toName = stateFieldOf(conditionId)
  const dayName = dayFieldOf(conditionId)
  const noteName = noteFieldOf(conditionId)
  const chosen = inputValue(failure?.typed ?? {}, toName)
  const typedMarks = [failure?.typed.shown ?? []].flat()
  return {
    shown: typedMarks.find(mark => mark.startsWith(conditionId)) ?? shownOf(condition),
    decisions: {
      name: toName,
      legend: t('acceptance.staff.decide'),
      options: decisions
        .filter(to => to !== state)
        .map(to => ({
          id: `${conditionId}-${to}`,
          value: to,
          label: t(`acceptance.staff.to.${to}`),
          checked: chosen === to,
        })),
    },
    dueOn: { ...fieldOf(dayName, t('acceptance.staff.due'), dueOn), type: 'date' },
    noting: { ...fieldOf(noteName, t('acceptance.staff.note')), hint: t('acceptance.staff.note-hint'), rows: 2 },
    unfolded: state === 'open' || failure !== null,
  }
}

function decisionsFormOf(reader: DeskReader, shown: DeskInput, rows: readonly ConditionView[]): DecisionsForm {
  const { application: id, recipient, failure } = formInputOf(shown, 'condition-change')
  const label = reader.t('acceptance.staff.note')
  const parts = rows.map(row => ({
    name: noteFieldOf(row.id),
    label: labelFor(reader.t, label, row.title),
    extent: extents.conditionNote,
  }))
  return {
    action: pathTo(reader.locale, '/staff/applications/:id/acceptance/changes', { id }),
    writing: writingView(reader, { recipient, parts, failure, prefix: 'condition-change' }),
  }
}

function additionForm(reader: DeskReader, making: Making): AdditionForm {
  const { t, locale } = reader
  const { application: id, failure } = making
  const fieldOf = fieldsOf(reader, failure, 'condition-add')
  const kind = fieldOf('kind', t('acceptance.staff.kind'), 'other_paper')
  const asked = { ...fieldOf('text', t('acceptance.staff.text')), rows: 2 }
  return {
    id: 'condition-add',
    action: pathTo(locale, '/staff/applications/:id/acceptance/conditions', { id }),
    open: failure !== null,
    kind: {
      ...kind,
      options: conditionKinds.map(value => ({
        value,
        label: t(`document.kind.${value}`),
        selected: value === kind.value,
      })),
    },
    asked,
    dueOn: { ...fieldOf('dueOn', t('acceptance.staff.due')), type: 'date' },
    writing: writingOf(reader, making, { ...asked, extent: extents.condition }, 'condition-add'),
  }
}

type Told = Pick<Typed, 'name' | 'label'> & { extent: Extent }
const writingOf = (reader: DeskReader, { recipient, failure }: Making, { name, label, extent }: Told, prefix: string) =>
  writingView(reader, { recipient, parts: [{ name, label, extent }], failure, prefix })

const fieldsOf =
  ({ t }: DeskReader, failure: FormFailure | null, prefix: string) =>
  (name: string, label: string, start = ''): Typed => {
    const error = failure?.errors[name]
    const value = failure ? inputValue(failure.typed, name) || start : start
    return { name, domId: `${prefix}-${name}`, label, value, ...(error ? { error: t(error) } : {}) }
  }
