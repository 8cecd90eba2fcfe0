import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Locale, Reader, Translate } from '#shared/texts/i18n.ts'
import { openPlacesOf } from '#shared/texts/writing.ts'
import { summaryOfFields, typedText, type ErrorSummary, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { asOneLine, complaintIn, type Extent } from './extent.ts'
import { translationIn } from './reading.ts'

/** A text, and the field for its translation. */
export type Part = {
  label: string
  original: { label: string | null; lang: Locale; text: string; open: string | null }
  field: { name: string; label: string; value: string; oneLine?: true; rows: number; lang: string; error?: string }
}

/** The page on which somebody translates what was written, part by part. */
export type SideBySide = {
  title: string
  breadcrumb: Breadcrumb
  /** Whom it is for and who wrote it, and by when it is wanted. */
  lead: string | null
  due: string | null
  /** Why it was not taken: with how it reads now, where a colleague was faster. */
  alert: { sentence: string; now: { text: string; lang: string; who: string } | null } | null
  errors: ErrorSummary
  /** That the original has changed since it was translated. */
  outdated: string | null
  hint: string
  /** What its writer had before them, sent along. */
  seen: { name: string; value: string }[]
  parts: Part[]
  action: string
  submit: string
  back: string
}
export const renderSideBySide = view<SideBySide>('writing/side-by-side')

/** Complaints about the fields of the parts. */
export const errorsOfParts = (t: Translate, parts: readonly Part[], failure: FormFailure | undefined): ErrorSummary =>
  summaryOfFields(
    t,
    failure?.errors,
    parts.map(({ field }) => field),
  )

type Waiting = Pick<TextToTranslate, 'language' | 'into' | 'texts'>

const nameOf = (index: number): string => `translation-${String(index)}`

/** How much may stand in a field of its form, by the name of that. */
type ExtentOf = (name: string) => Extent

/** The parts of a text that waits for its translation; `labelOf` says what a field of its form is called. */
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
    const [name, label, count] = [nameOf(index), labelOf(of), openPlacesOf(text)]
    const extent = extentOf(of)
    const { oneLine } = extent
    const value = failure ? typedText(failure.typed, name) : (translation ?? '')
    const error = failure?.errors[name]
    const open = count > 0 ? t('writing.page.open', { count }) : null
    const lang = own ?? language
    return {
      label,
      original: { label: t(`writing.label.original.${lang}`), lang, text, open },
      field: {
        ...{ name, label: t(`writing.translation.${into}`, { field: label }), rows: 8, lang: into },
        ...(oneLine ? { oneLine, value: asOneLine(value) } : { value }),
        ...(error ? { error: complaintIn({ t, locale }, error, extent) } : {}),
      },
    }
  })

/** The translations that a form carries, in the order of the parts, or what keeps one from standing beside its original. */
export function readParts(
  { texts, into }: Waiting,
  body: unknown,
  extentOf: ExtentOf,
): { translations: string[]; errors: FieldErrors } {
  const typed = (body ?? {}) as Record<string, unknown>
  const read = texts.map(({ name, text, translation }, index) => {
    const original = { text, extent: extentOf(name) }
    return translationIn(typed[nameOf(index)], original, into, translation)
  })
  const errors = read.flatMap(({ wrong }, index) => (wrong ? [[nameOf(index), wrong] as const] : []))
  return { translations: read.map(({ translation }) => translation), errors: Object.fromEntries(errors) }
}
