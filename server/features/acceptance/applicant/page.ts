import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { StoredDocument } from '#models/documents/document.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { acceptedTypes, refusalSentence, uploadHint } from '#features/documents/page.ts'
import { acceptanceOf, conditionsOf, uploadedSinceOffer } from '#features/cases/acceptance/offer-acceptance.ts'
import { acceptedTerms, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { conditionsLeft, conditionViews, type ConditionView } from '../condition-view.ts'
import { isProofValid } from '../address-proof.ts'

type Shown = ConditionView & { upload: boolean; addLabel: string; error?: string }
type Paper = { text: string; href?: string; issue?: { action: string; label: string } }
type AcceptancePage = {
  title: string
  breadcrumb: Breadcrumb
  accepted: AcceptedTerms | null
  left: string
  errors: ErrorSummary
  conditions: Shown[]
  /** Whether files can be uploaded. */
  uploads: boolean
  hint: string
  accept: string
  action: string
  proof: Paper
  contract: Paper & { scan: boolean; version?: number; files: { name: string; href: string }[]; error?: string }
}
export const renderAcceptance = view<AcceptancePage>('acceptance/applicant')

export type AcceptanceInput = {
  application: Application
  documents: readonly StoredDocument[]
  /** Whether the held premises may serve as a registered address. */
  usableAddress: boolean
  refused?: readonly RefusedFile[]
  error?: MessageKey
}

export function acceptancePage(reader: ApplicantReader, shown: AcceptanceInput): AcceptancePage {
  const { t, locale, now } = reader
  const { application, documents } = shown
  const base = caseHref(locale, application)
  const title = t('acceptance.title')
  const open = isAwaitingConditions(application)
  const conditions = conditionViews({ t, locale, today: cityDayOf(now) }, application, documents)
  return {
    title,
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      { label: t('apply.case.title', { reference: application.reference ?? '' }), href: base },
      { label: title },
    ],
    accepted: acceptedTerms(reader, application),
    left: conditionsLeft(t, application),
    errors: summaryOf(reader, shown),
    conditions: conditions.map((condition, index) => ({
      ...condition,
      // Two conditions of one kind share a field, because their papers are not kept apart.
      upload: open && condition.open && conditions.findIndex(({ kind }) => kind === condition.kind) === index,
      addLabel: t('acceptance.add-file', { kind: t(`document.kind.${condition.kind}`) }),
      ...errorOf(reader, shown, condition.kind),
    })),
    uploads: open,
    hint: uploadHint(t, locale),
    accept: acceptedTypes,
    action: `${base}/acceptance`,
    proof: proofOf(reader, shown, base),
    contract: contractOf(reader, shown, base),
  }
}

function summaryOf(
  { t, locale }: ApplicantReader,
  { refused = [], error, application }: AcceptanceInput,
): ErrorSummary {
  const first = conditionsOf(application)[0]?.kind ?? 'signed_contract'
  const items = [
    ...(error ? [{ href: `#${first}`, text: t(error) }] : []),
    ...refused.map(file => ({ href: `#${file.field}`, text: refusalSentence(t, locale, file) })),
  ]
  return items.length > 0 ? { items } : null
}

function errorOf({ t, locale }: ApplicantReader, { refused = [] }: AcceptanceInput, kind: string) {
  const own = refused.filter(({ field }) => field === kind)
  return own.length > 0 ? { error: own.map(file => refusalSentence(t, locale, file)).join(' ') } : {}
}

function proofOf(
  { t, locale, now }: ApplicantReader,
  { application, usableAddress }: AcceptanceInput,
  base: string,
): Paper {
  const addressProof = acceptanceOf(application)?.addressProof
  if (!usableAddress && !addressProof) return { text: t('acceptance.proof.none') }
  const mayIssue = usableAddress && isAwaitingConditions(application)
  const issue = (label: MessageKey) =>
    mayIssue ? { issue: { action: `${base}/acceptance/address-proof`, label: t(label) } } : {}
  if (!addressProof) return { text: t('acceptance.proof.about'), ...issue('acceptance.proof.issue') }
  const { number, issuedAt, validUntil } = addressProof
  const gaps = {
    number,
    issued: formatCityDay(locale, cityDayOf(issuedAt)),
    until: formatCityDay(locale, validUntil),
  }
  const valid = isProofValid(addressProof, cityDayOf(now))
  return {
    text: t(valid ? 'acceptance.proof.issued' : 'acceptance.proof.over', gaps),
    ...(valid ? { href: `${base}/papers/address-proof` } : {}),
    ...issue('acceptance.proof.issue-again'),
  }
}

function contractOf(reader: ApplicantReader, shown: AcceptanceInput, base: string): AcceptancePage['contract'] {
  const { t, locale } = reader
  const { application, documents } = shown
  const contract = acceptanceOf(application)?.contract
  const scans = uploadedSinceOffer(application, documents).filter(({ kind }) => kind === 'signed_contract')
  const files = scans.map(({ _id, name }) => ({ name, href: `${base}/documents/${_id.toHexString()}` }))
  if (!contract) return { text: t('acceptance.contract.none'), scan: false, files }
  const { version, preparedAt, signedOn } = contract
  const text = signedOn
    ? t('acceptance.contract.signed', { day: formatCityDay(locale, signedOn) })
    : t('acceptance.contract.prepared', { version, day: formatCityDay(locale, cityDayOf(preparedAt)) })
  const error = errorOf(reader, shown, 'signed_contract')
  return { text, href: `${base}/papers/contract`, scan: isAwaitingConditions(application), version, files, ...error }
}
