import mongoose from 'mongoose'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { isLocale, locales, type Locale, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import type { Option } from '#web/forms/fields.ts'
import { typedText, type FormFailure, type Typed } from '#web/forms/forms.ts'
import { asOneLine, complaintIn, type Extent } from './extent.ts'
import { askedOf, nameFor, translationOf, waysOut, type WayOut } from './reading.ts'

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

type Asked = {
  recipient: Recipient
  parts: readonly Part[]
  failure: FormFailure | null
  /** Prefix of element ids, because several forms of a page have such fields. */
  prefix: string
  /** Ways offered by the form; all by default. */
  ways?: readonly WayOut[]
  /** Initial values of its fields, by name. */
  start?: Typed
}

/** Returns the part of a form about the language of its texts, which defaults to the language of the page. */
export const writingView = (reader: Reader, { recipient, parts, ...asked }: Asked): WritingView =>
  viewFor(reader, {
    ...asked,
    reads: reader.t(`writing.reads.${recipient.language}`, { name: recipient.name }),
    isOther: writtenIn => writtenIn !== recipient.language,
    partsIn: () => parts.map(part => ({ ...part, language: recipient.language })),
  })

type Several = Omit<Asked, 'recipient' | 'parts'> & {
  /** Number of readers by language. */
  readers: ReadonlyMap<Locale, number>
  part: Part
}

/** The same for one text read in several languages: each language other than the text's needs a translation. */
export function writingForSeveral(reader: Reader, { readers, part, ...asked }: Several): WritingView {
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

type Viewing = Pick<Asked, 'failure' | 'prefix' | 'ways' | 'start'> & {
  reads: string
  isOther: (writtenIn: Locale) => boolean
  partsIn: (writtenIn: Locale) => readonly (Part & { language: Locale })[]
}

function viewFor({ t, locale }: Reader, asked: Viewing): WritingView {
  const { failure, prefix, ways = waysOut, start = {}, reads, isOther } = asked
  const typed = failure?.typed ?? start
  const said = typedText(typed, 'writtenIn')
  const writtenIn = isLocale(said) ? said : locale
  const parts = asked.partsIn(writtenIn)
  const other = isOther(writtenIn)
  const making: Making = { t, typed, failure, prefix }
  return {
    mark: [reads, other ? t(`writing.written.${writtenIn}`) : ''].filter(Boolean).join(locale === 'zh' ? '' : ' '),
    open: other || wrongIn(failure, parts) || parts.some(({ name }) => typedText(typed, translationOf(name)) !== ''),
    language: {
      ...field(making, 'writtenIn', writtenIn),
      options: locales.map(value => ({ value, label: t(`writing.language.${value}`), selected: value === writtenIn })),
    },
    translations: parts.map(({ name, label, language, extent }) => ({
      ...translationField({ t, locale }, field(making, translationOf(name)), {
        extent,
        error: failure?.errors[translationOf(name)],
      }),
      label: t(`writing.translation.${language}`, { field: label }),
      rows: 4,
      lang: language,
    })),
    ways: waysField(making, ways),
    asIs: { ...field(making, 'asIsReason'), hint: t('writing.field.asIsReason.hint') },
    asked: parts
      .map(({ name }) => ({ name: askedOf(name), value: typedText(typed, askedOf(name)) }))
      .filter(({ value }) => value !== ''),
    passOnce: new mongoose.Types.ObjectId().toHexString(),
    sends: typedText(typed, 'sends'),
  }
}

/** Returns the fields of this part, for the complaints. */
export const writingFields = (writing: WritingView | null): Pick<Field, 'name' | 'label' | 'domId' | 'error'>[] =>
  writing ? [writing.language, ...writing.translations, writing.asIs] : []

type Making = { t: Reader['t']; typed: Typed; failure: FormFailure | null; prefix: string }

function field({ t, typed, failure, prefix }: Making, name: string, start = ''): Field {
  const error = failure?.errors[name]
  const label = name.startsWith('translation-') ? '' : t(`writing.field.${name}` as MessageKey)
  const value = typedText(typed, name) || start
  return { name, domId: `${prefix}-${name}`, label, value, ...(error ? { error: t(error) } : {}) }
}

type InExtent = { extent: Extent; error: MessageKey | undefined }
const translationField = (reader: Pick<Reader, 't' | 'locale'>, of: Field, { extent, error }: InExtent) => ({
  ...of,
  ...(extent.oneLine ? { oneLine: extent.oneLine, value: asOneLine(of.value) } : {}),
  ...(error ? { error: complaintIn(reader, error, extent) } : {}),
})

function waysField({ t, typed, prefix }: Making, ways: readonly WayOut[]): WritingView['ways'] {
  const typedWay = typedText(typed, 'wayOut')
  const chosen = ways.find(way => way === typedWay) ?? 'here'
  return {
    name: 'wayOut',
    legend: t('writing.field.wayOut'),
    options: ways.map(value => ({
      id: `${prefix}-wayOut-${value}`,
      value,
      label: t(`writing.way.${value}`),
      checked: value === chosen,
    })),
  }
}

const wrongIn = (failure: FormFailure | null, parts: readonly { name: string }[]): boolean =>
  ['writtenIn', 'asIsReason', ...parts.map(({ name }) => translationOf(name))].some(name => failure?.errors[name])

/** Returns a form as its author filled it in, with the translations of a colleague, or to be passed on again. */
export function returnedForm(text: TextToTranslate): FormFailure {
  const translations = text.texts.map(({ name, translation }) => [translationOf(name), translation ?? ''])
  return {
    ok: false,
    errors: {},
    typed: {
      ...{ writtenIn: text.language, ...text.typed },
      ...(Object.fromEntries(translations) as Typed),
      ...{ asIsReason: '', sends: text._id.toHexString() },
      wayOut: text.translated ? 'here' : 'colleague',
    },
  }
}
