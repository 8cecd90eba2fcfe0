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
import { conditionMark, isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { lastContractVersion } from '../contract-terms.ts'
import { misfitLabels, misfitPart, type MisfitPart } from './misfit-part.ts'
import { conditionsLeft, conditionViews, type ConditionView } from '../condition-view.ts'
import { dot } from '#shared/texts/facts.ts'
import type { CheckedOption, Option } from '#web/forms/fields.ts'
import type { Extent } from '#web/writing/extent.ts'
import { extents } from '#features/cases/writing/extents.ts'

type Row = ConditionView & {
  /** Why its text or note was sent in a language that its reader does not read. */
  asIs: string | null
  form: ConditionForm | null
}
type AcceptanceDesk = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  left: string
  errors: ErrorSummary
  alert: string | null
  rows: Row[]
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
  misfits: readonly string[]
  alert?: string
  /** Refused form: `condition-add`, `contract`, or the id of the condition. */
  refused?: { about: string; failure: FormFailure }
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
    left: conditionsLeft(t, application),
    errors: summaryOf(reader, shown, [...rows.map(({ form }) => form), addition]),
    alert: shown.alert ?? null,
    rows,
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

const formInputOf = ({ application, recipient, refused }: DeskInput, about: string) => ({
  ...{ application: application._id.toHexString(), recipient },
  failure: refused?.about === about ? refused.failure : null,
})

function conditionRow(reader: DeskReader, shown: DeskInput, { id, mayAct }: { id: string; mayAct: boolean }) {
  const condition = conditionsOf(shown.application).find(({ _id }) => _id.toHexString() === id)
  if (!condition) return { asIs: null, form: null }
  const { textWriting, noteWriting } = condition
  const reasons = [textWriting?.asIs, noteWriting?.asIs].filter(reason => reason)
  return {
    asIs: reasons.join(dot) || null,
    form: mayAct ? conditionForm(reader, condition, formInputOf(shown, id)) : null,
  }
}

/** Returns the errors, each with its field's label and a link. All forms of the page have fields of the same names. */
function summaryOf({ t }: DeskReader, { refused }: DeskInput, forms: readonly (ConditionForm | AdditionForm | null)[]) {
  if (refused?.about === 'contract') return summaryOfFields(t, refused.failure.errors, misfitLabels(t))
  const refusedForm = forms.find(form => form && refused?.about === ('noting' in form ? form.conditionId : form.id))
  return summaryOfFields(t, refused?.failure.errors, refusedForm ? fieldsIn(refusedForm) : [])
}

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

/** Form for a decision on one condition, or another due day. */
type ConditionForm = {
  /** Hidden field by which a text that comes back from translation finds its condition. */
  conditionId: string
  /** Mark of the condition when the form was made. */
  shown: string
  action: string
  decisions: { name: string; legend: string; options: CheckedOption[] }
  dueOn: Day
  noting: Typed & { hint: string; rows: number }
  writing: WritingView
  unfolded: boolean
}
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

/** Returns the form of one condition. The state that it already has is not among the options. */
function conditionForm(reader: DeskReader, condition: Condition, making: Making): ConditionForm {
  const { _id, state, dueOn } = condition
  const { t, locale } = reader
  const { application: id, failure } = making
  const conditionId = _id.toHexString()
  const fieldOf = fieldsOf(reader, failure, conditionId)
  const noting = { ...fieldOf('note', t('acceptance.staff.note')), hint: t('acceptance.staff.note-hint'), rows: 2 }
  const chosen = inputValue(failure?.typed ?? {}, 'to')
  return {
    conditionId,
    shown: inputValue(failure?.typed ?? {}, 'shown') || conditionMark(condition),
    action: pathTo(locale, '/staff/applications/:id/acceptance/conditions/:conditionId', { id, conditionId }),
    decisions: {
      name: 'to',
      legend: t('acceptance.staff.decide'),
      options: decisions
        .filter(to => to !== state)
        .map(to => ({
          id: `${conditionId}-${to}`,
          ...{ value: to, label: t(`acceptance.staff.to.${to}`), checked: chosen === to },
        })),
    },
    dueOn: { ...fieldOf('dueOn', t('acceptance.staff.due'), dueOn), type: 'date' },
    noting,
    writing: writingOf(reader, making, { ...noting, extent: extents.conditionNote }, conditionId),
    unfolded: failure !== null,
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
        ...{ value, label: t(`document.kind.${value}`), selected: value === kind.value },
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

/** Returns all fields of a form, by the names that errors use. */
const fieldsIn = (form: ConditionForm | AdditionForm): { name: string; label: string; domId: string }[] => [
  ...('noting' in form ? [form.noting] : [form.kind, form.asked]),
  form.dueOn,
  ...writingFields(form.writing),
]
