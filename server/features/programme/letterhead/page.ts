import { pathTo } from '#server/paths.ts'
import type { NumberSeries } from '#models/programme/document-number.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { errorSummary, inputValue, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { marksOf } from '#web/forms/edit-merge.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { ProgrammeSettings } from '../rules.ts'
import type { SettingsRecord } from '../service.ts'
import type { ClashPart } from '../settings/clash.ts'
import type { RegisterPage } from './numbers.ts'
import { letterheadSettingNames, letterheadSettings, type LetterheadSetting } from './rules.ts'
import { sealPart, type SealComplaint, type SealPart } from './seal-part.ts'

type InputField = Field & { label: string; hint: string; maxlength: string }
type LetterheadPage = {
  title: string
  breadcrumb: Breadcrumb
  settings: string
  texts: { href: string; label: string }[]
  errors: ErrorSummary
  clash: ClashPart | null
  revision: string
  seen: string
  names: InputField[]
  patternAbout: string
  patterns: InputField[]
  why: string
  seal: SealPart
  /** The latest numbers and the documents they belong to. */
  register: { number: string; what: string; reference: string; href: string | null; at: string }[]
  pages: Pagination | null
}
/** Returns the settings as the form has them. */
export const toFormValues = (settings: ProgrammeSettings): Record<LetterheadSetting, string> =>
  Object.fromEntries(letterheadSettingNames.map(name => [name, settings[name]])) as Record<LetterheadSetting, string>

export const renderLetterhead = view<LetterheadPage>('programme/letterhead')

/** `form`: refused values. `clash`: somebody else saved meanwhile. `seal`: why a seal was refused. */
export type State = { form?: FormFailure; clash?: ClashPart; seal?: SealComplaint }
type Shown = State & {
  record: SettingsRecord
  register: RegisterPage
  next: Record<NumberSeries, string>
}

const labels: FieldLabels = Object.fromEntries(letterheadSettingNames.map(name => [name, `programme.${name}` as const]))

export function letterheadPage(
  reader: Reader,
  { record, register, next, form, clash, ...state }: Shown,
): LetterheadPage {
  const { t, locale } = reader
  const stored = toFormValues(record.settings)
  const hints: Record<LetterheadSetting, string> = {
    issuerZh: t('letterhead.issuer.hint'),
    issuerRu: '',
    issuerEn: '',
    letterNumber: t('letterhead.pattern.hint', { next: next.letter }),
    contractNumber: t('letterhead.pattern.hint', { next: next.contract }),
  }
  const field = (name: LetterheadSetting): InputField => ({
    ...fieldOf(t, name, { form, stored: stored[name] }),
    label: t(`programme.${name}`),
    hint: hints[name],
    maxlength: String(letterheadSettings[name].max),
  })
  const settings = pathTo(locale, '/staff/settings')
  const seal = sealPart(reader, record.settings, state.seal)
  const errors = errorSummary(t, form?.errors, labels)
  const texts = pathTo(locale, '/staff/texts')
  return {
    title: t('letterhead.title'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('programme.title'), href: settings },
      { label: t('letterhead.title') },
    ],
    settings,
    texts: (['letter', 'contract'] as const).map(group => ({
      href: `${texts}?group=${group}`,
      label: t(`wording.group.${group}`),
    })),
    errors: seal.error ? { items: [...(errors?.items ?? []), { href: '#seal', text: seal.error }] } : errors,
    clash: clash ?? null,
    revision: String(record.revision),
    seen: marksOf(stored),
    names: (['issuerZh', 'issuerRu', 'issuerEn'] as const).map(field),
    patternAbout: t('letterhead.pattern.about', { year: '{year}', number: '{number}' }),
    patterns: (['letterNumber', 'contractNumber'] as const).map(field),
    why: form ? inputValue(form.typed, 'why') : '',
    seal,
    register: register.items.map(({ text, series, reference, cause, at }) => ({
      number: text,
      what: t(`letterhead.series.${series}`),
      reference,
      href: originHref(locale, cause),
      at: formatInstant(locale, at),
    })),
    pages: paginationOf(t, register, page => `${settings}/letterhead?page=${page}#register`),
  }
}

/** Returns the link to the case or tenancy of a document, which its cause names; null when it names none. */
function originHref(locale: Locale, cause: string): string | null {
  const [, kind, id] = /^(application|contract|tenancy):([0-9a-f]{24}):/.exec(cause) ?? []
  if (!id) return null
  return kind === 'tenancy'
    ? pathTo(locale, '/staff/tenancies/:id', { id })
    : pathTo(locale, '/staff/applications/:id', { id })
}
