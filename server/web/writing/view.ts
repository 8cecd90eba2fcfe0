import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { isLocale, locales, type Locale, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import type { Option } from '#web/forms/fields.ts'
import { inputValue, type FormFailure, type FormValues } from '#web/forms/forms.ts'
import { createOnceId } from '#web/forms/once.ts'
import { asOneLine, complaintIn, type Extent } from './extent.ts'
import { askedFieldOf, nameFor, translationFieldOf, translationOptions, type TranslationOption } from './reading.ts'

/** The person to whom an officer writes: name and reading language. */
export type Recipient = { name: string; language: Locale }

type Field = { name: string; domId: string; label: string; value: string; error?: string; hint?: string }
type Choice = { id: string; value: string; label: string; checked: boolean }

export type WritingView = {
  /** The recipient's language and, where it differs, the language of the text. */
  mark: string
  open: boolean
  language: Field & { options: Option[] }
  translations: (Field & { oneLine?: true; rows: number; lang: Locale })[]
  ways: { name: string; legend: string; options: Choice[] }
  asIs: Field
  /** Originals that changed after a colleague translated them. The form asks whether the translation still fits. */
  asked: { name: string; value: string }[]
  /** Id of the form, so that it is passed on once even when sent twice. */
  passOnce: string
  /** Id of the translated text that this form sends. */
  sends: string
}

/** A form field that the recipient reads. */
type Part = { name: string; label: string; extent: Extent }

type WritingViewOptions = {
  recipient: Recipient
  parts: readonly Part[]
  failure: FormFailure | null
  /** Prefix of element ids, because several forms of a page have such fields. */
  prefix: string
  /** Ways offered by the form; all by default. */
  ways?: readonly TranslationOption[]
  /** Initial values of its fields, by name. */
  start?: FormValues
}

/** Returns the part of a form about the language of its texts, which defaults to the language of the page. */
export const writingView = (reader: Reader, { recipient, parts, ...asked }: WritingViewOptions): WritingView =>
  viewFor(reader, {
    ...asked,
    reads: reader.t(`writing.reads.${recipient.language}`, { name: recipient.name }),
    isOther: writtenIn => writtenIn !== recipient.language,
    partsIn: () => parts.map(part => ({ ...part, language: recipient.language })),
  })

type SeveralReaders = Omit<WritingViewOptions, 'recipient' | 'parts'> & {
  /** Number of readers by language. */
  readers: ReadonlyMap<Locale, number>
  part: Part
}

/** The same for one text read in several languages: each language other than the text's needs a translation. */
export function writingForSeveral(reader: Reader, { readers, part, ...asked }: SeveralReaders): WritingView {
  const languages = locales.filter(locale => readers.has(locale))
  const others = (writtenIn: Locale) => languages.filter(language => language !== writtenIn)
  return viewFor(reader, {
    ...asked,
    reads: languages
      .map(language => reader.t(`writing.several.${language}`, { count: readers.get(language) ?? 0 }))
      .join(reader.locale === 'zh' ? '' : ' '),
    isOther: writtenIn => others(writtenIn).length > 0,
    partsIn: writtenIn =>
      others(writtenIn).map(language => ({ ...part, name: nameFor(part.name, language), language })),
  })
}

type ViewOptions = Pick<WritingViewOptions, 'failure' | 'prefix' | 'ways' | 'start'> & {
  reads: string
  isOther: (writtenIn: Locale) => boolean
  partsIn: (writtenIn: Locale) => readonly (Part & { language: Locale })[]
}

function viewFor({ t, locale }: Reader, viewOptions: ViewOptions): WritingView {
  const { failure, prefix, ways = translationOptions, start = {}, reads, isOther } = viewOptions
  const typed = failure?.typed ?? start
  const chosenLanguage = inputValue(typed, 'writtenIn')
  const writtenIn = isLocale(chosenLanguage) ? chosenLanguage : locale
  const parts = viewOptions.partsIn(writtenIn)
  const other = isOther(writtenIn)
  const making: FieldContext = { t, typed, failure, prefix }
  return {
    mark: [reads, other ? t(`writing.written.${writtenIn}`) : ''].filter(Boolean).join(locale === 'zh' ? '' : ' '),
    open:
      other ||
      hasErrors(failure, parts) ||
      parts.some(({ name }) => inputValue(typed, translationFieldOf(name)) !== ''),
    language: {
      ...field(making, 'writtenIn', writtenIn),
      options: locales.map(value => ({ value, label: t(`writing.language.${value}`), selected: value === writtenIn })),
    },
    translations: parts.map(({ name, label, language, extent }) => ({
      ...translationField({ t, locale }, field(making, translationFieldOf(name)), {
        extent,
        error: failure?.errors[translationFieldOf(name)],
      }),
      label: t(`writing.translation.${language}`, { field: label }),
      rows: 4,
      lang: language,
    })),
    ways: optionsField(making, ways),
    asIs: { ...field(making, 'asIsReason'), hint: t('writing.field.asIsReason.hint') },
    asked: parts
      .map(({ name }) => ({ name: askedFieldOf(name), value: inputValue(typed, askedFieldOf(name)) }))
      .filter(({ value }) => value !== ''),
    passOnce: createOnceId(),
    sends: inputValue(typed, 'sends'),
  }
}

/** Returns the fields of this part, for the complaints. */
export const writingFields = (writing: WritingView | null): Pick<Field, 'name' | 'label' | 'domId' | 'error'>[] =>
  writing ? [writing.language, ...writing.translations, writing.asIs] : []

type FieldContext = { t: Reader['t']; typed: FormValues; failure: FormFailure | null; prefix: string }

function field({ t, typed, failure, prefix }: FieldContext, name: string, start = ''): Field {
  const error = failure?.errors[name]
  const label = name.startsWith('translation-') ? '' : t(`writing.field.${name}` as MessageKey)
  const value = inputValue(typed, name) || start
  return { name, domId: `${prefix}-${name}`, label, value, ...(error ? { error: t(error) } : {}) }
}

type FieldExtent = { extent: Extent; error: MessageKey | undefined }
const translationField = (reader: Pick<Reader, 't' | 'locale'>, of: Field, { extent, error }: FieldExtent) => ({
  ...of,
  ...(extent.oneLine ? { oneLine: extent.oneLine, value: asOneLine(of.value) } : {}),
  ...(error ? { error: complaintIn(reader, error, extent) } : {}),
})

function optionsField({ t, typed, prefix }: FieldContext, offered: readonly TranslationOption[]): WritingView['ways'] {
  const inputOption = inputValue(typed, 'wayOut')
  const chosen = offered.find(option => option === inputOption) ?? 'here'
  return {
    name: 'wayOut',
    legend: t('writing.field.wayOut'),
    options: offered.map(value => ({
      id: `${prefix}-wayOut-${value}`,
      value,
      label: t(`writing.way.${value}`),
      checked: value === chosen,
    })),
  }
}

const hasErrors = (failure: FormFailure | null, parts: readonly { name: string }[]): boolean =>
  ['writtenIn', 'asIsReason', ...parts.map(({ name }) => translationFieldOf(name))].some(name => failure?.errors[name])

/** Returns a form as its author filled it in, with the translations of a colleague, or to be passed on again. */
export function returnedForm(text: TextToTranslate): FormFailure {
  const translations = text.texts.map(({ name, translation }) => [translationFieldOf(name), translation ?? ''])
  return {
    ok: false,
    errors: {},
    typed: {
      writtenIn: text.language,
      ...text.typed,
      ...(Object.fromEntries(translations) as FormValues),
      asIsReason: '',
      sends: text._id.toHexString(),
      wayOut: text.translated ? 'here' : 'colleague',
    },
  }
}
