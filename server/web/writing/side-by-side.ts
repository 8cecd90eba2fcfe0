import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Locale, Reader, Translate } from '#shared/texts/i18n.ts'
import { openPlacesOf } from '#shared/texts/writing.ts'
import { namedErrors, typedText, type ErrorSummary, type FieldErrors, type FormFailure } from '#web/forms/forms.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { translationIn } from './reading.ts'

/** A text, and the field for its translation. */
export type Part = {
  label: string
  original: { label: string | null; lang: Locale; text: string; open: string | null }
  field: { name: string; label: string; value: string; rows: number; lang: string; error?: string }
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
  namedErrors(t, failure?.errors, name => parts.find(({ field }) => field.name === name)?.field.label)

type Waiting = Pick<TextToTranslate, 'language' | 'into' | 'texts'>

const nameOf = (index: number): string => `translation-${String(index)}`

/** The parts of a text that waits for its translation; `labelOf` says what a field of its form is called. */
export const partsOf = (
  { t }: Pick<Reader, 't'>,
  { language, into, texts }: Waiting,
  { labelOf, failure }: { labelOf: (name: string) => string; failure?: FormFailure | undefined },
): Part[] =>
  texts.map(({ name: of, text, translation }, index) => {
    const [name, label, count] = [nameOf(index), labelOf(of), openPlacesOf(text)]
    const error = failure?.errors[name]
    const open = count > 0 ? t('writing.page.open', { count }) : null
    return {
      label,
      original: { label: t(`writing.label.original.${language}`), lang: language, text, open },
      field: {
        ...{ name, label: t(`writing.translation.${into}`, { field: label }), rows: 8, lang: into },
        value: failure ? typedText(failure.typed, name) : (translation ?? ''),
        ...(error ? { error: t(error) } : {}),
      },
    }
  })

/** The translations that a form carries, in the order of the parts, or what keeps one from standing beside its original. */
export function readParts({ texts, into }: Waiting, body: unknown): { translations: string[]; errors: FieldErrors } {
  const typed = (body ?? {}) as Record<string, unknown>
  const read = texts.map((part, index) => translationIn(typed[nameOf(index)], part.text, into))
  const errors = read.flatMap(({ wrong }, index) => (wrong ? [[nameOf(index), wrong] as const] : []))
  return { translations: read.map(({ translation }) => translation), errors: Object.fromEntries(errors) }
}
