import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Locale, Reader, Translate } from '#shared/texts/i18n.ts'
import { countBlanks } from '#shared/texts/writing.ts'
import { summaryOfFields, inputValue, type ErrorSummary, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { asOneLine, complaintIn, type Extent } from './extent.ts'
import { readTranslation } from './reading.ts'

/** A text, and the field for its translation. */
export type Part = {
  label: string
  original: { label: string | null; lang: Locale; text: string; open: string | null }
  field: { name: string; label: string; value: string; oneLine?: true; rows: number; lang: string; error?: string }
}

/** The page on which somebody translates a text, part by part. */
export type SideBySide = {
  title: string
  breadcrumb: Breadcrumb
  /** The reader and the author of the text, and its deadline. */
  lead: string | null
  due: string | null
  /** Why the translation was refused, with the present version where a colleague was faster. */
  alert: { sentence: string; now: { text: string; lang: string; who: string } | null } | null
  errors: ErrorSummary
  /** Notice that the original has changed since it was translated. */
  outdated: string | null
  hint: string
  /** Hidden fields with what the translator had seen. */
  seen: { name: string; value: string }[]
  parts: Part[]
  action: string
  submit: string
  back: string
}
export const renderSideBySide = view<SideBySide>('writing/side-by-side')

/** Returns the complaints about the fields of the parts. */
export const errorsOfParts = (t: Translate, parts: readonly Part[], failure: FormFailure | undefined): ErrorSummary =>
  summaryOfFields(
    t,
    failure?.errors,
    parts.map(({ field }) => field),
  )

type Waiting = Pick<TextToTranslate, 'language' | 'into' | 'texts'>

const nameOf = (index: number): string => `translation-${String(index)}`

/** Returns the permitted length of a form field, by its name. */
type ExtentOf = (name: string) => Extent

/** Returns the parts of a text that waits for translation; `labelOf` returns the label of a form field. */
export const partsOf = (
  { t, locale }: Reader,
  { language, into, texts }: Waiting,
  {
    labelOf,
    extentOf,
    failure,
  }: { labelOf: (name: string) => string; extentOf: ExtentOf; failure?: FormFailure | undefined },
): Part[] =>
  texts.map(({ name: of, text, translation, language: own }, index) => {
    const name = nameOf(index)
    const label = labelOf(of)
    const count = countBlanks(text)
    const extent = extentOf(of)
    const { oneLine } = extent
    const value = failure ? inputValue(failure.typed, name) : (translation ?? '')
    const error = failure?.errors[name]
    const open = count > 0 ? t('writing.page.open', { count }) : null
    const lang = own ?? language
    return {
      label,
      original: { label: t(`writing.label.original.${lang}`), lang, text, open },
      field: {
        name,
        label: t(`writing.translation.${into}`, { field: label }),
        rows: 8,
        lang: into,
        ...(oneLine ? { oneLine, value: asOneLine(value) } : { value }),
        ...(error ? { error: complaintIn({ t, locale }, error, extent) } : {}),
      },
    }
  })

/** Returns the translations in a form in the order of the parts, and the complaints about them. */
export function readParts(
  { texts, into }: Waiting,
  body: unknown,
  extentOf: ExtentOf,
): { translations: string[]; errors: FieldErrors } {
  const input = (body ?? {}) as Record<string, unknown>
  const read = texts.map(({ name, text, translation }, index) => {
    const original = { text, extent: extentOf(name) }
    return readTranslation(input[nameOf(index)], original, into, translation)
  })
  const errors = read.flatMap(({ wrong }, index) => (wrong ? [[nameOf(index), wrong] as const] : []))
  return { translations: read.map(({ translation }) => translation), errors: Object.fromEntries(errors) }
}
