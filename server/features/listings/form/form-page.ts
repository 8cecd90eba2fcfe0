import { pathTo } from '#server/paths.ts'
import type { Premises } from '#models/premises/premises.ts'
import { dot } from '#shared/texts/facts.ts'
import { isMessageKey, locales, type MessageKey, type Translate, type Reader, type Locale } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { inputValue, type ErrorSummary, type FormFailure, type FormValues } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { canMove, managersMoves } from '#features/premises/listing/intent.ts'
import type { Building } from '#models/premises/building.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { marksOf, mergedValues } from '#web/forms/edit-merge.ts'
import { defaultValues, valuesOf } from '#features/premises/fields/values.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { listingTexts, type ListingText } from '#features/premises/listing/text-gaps.ts'
import { controlOf, summaryOf, textRow, type Control, type FormState, type TextRow } from './controls.ts'
import { clashPart, type Clash, type ClashPart } from './clash-part.ts'
import { formGroups, textFields } from './fields.ts'
import { listingMarks } from './shown-marks.ts'
import { photoPart, type PhotoPart, type PhotoComplaint } from './photo-page.ts'
import { publicVisibilityOf, statusLook } from './public-visibility.ts'

type Group = { id: string; legend: string; hint?: string; controls: Control[] }
type Frame = { title: string; demo: boolean; breadcrumb: Breadcrumb }
type FormPart = {
  action: string
  heading: string
  submit: string
  summary: ErrorSummary
  texts: TextRow[]
  reviewed: { name: string; label: string; checked: boolean }[]
  groups: Group[]
}
export type NewListingPage = Frame & FormPart & { identity: Control[]; noBuildings: boolean; buildingsHref: string }
export const renderNewListing = view<NewListingPage>('listings/form/new')

export type EditListingPage = Frame &
  FormPart & {
    version: string
    /** Says that an offer keeps its terms; null where there is none. */
    offered: string | null
    status: ReturnType<typeof statusLook>
    publicHref: string | null
    viewingsHref: string
    contents: { href: string; label: string }[]
    /** Marks of the values when the form was opened. */
    seen: string
    reason: string
    clash: ClashPart | null
    versionsHref: string
    gaps: LanguageGaps[]
    shown: string | null
    copy: CopyPart
    refusal: string | null
    moves: {
      action: string
      list: { move: string; label: string }[]
      held: string | null
      note: string
      /** What the page shows (`listingMarks`); the mark of the photos is beside them. */
      standing: string
      facts: string
    }
    photos: PhotoPart
    history: ShortHistory
  }
export const renderEditListing = view<EditListingPage>('listings/form/edit')

/** What went wrong with an edit; the form then shows what was typed. */
export type EditTrouble = {
  form?: FormFailure
  clash?: Clash
  refusal?: MessageKey
  /** What was typed for a move that was refused. */
  moving?: FormFailure
  copy?: FormFailure
  photos?: PhotoComplaint
}

export function newListingPage(
  { t, locale }: Reader,
  buildings: Pick<Building, '_id' | 'code' | 'name'>[],
  { typed, errors }: Pick<FormFailure, 'typed' | 'errors'> = { typed: defaultValues, errors: {} },
): NewListingPage {
  const state: FormState = { t, locale, labels: 'listing', typed, errors }
  const building = controlOf({ ask: 'choice', name: 'building', values: [], words: '' }, state)
  const options = buildings.map(row => {
    const id = row._id.toHexString()
    const label = `${row.code}${dot}${readText(row.name, locale).text}`
    return { id, value: id, label, checked: false, selected: id === inputValue(typed, 'building') }
  })
  return {
    ...formPart(state),
    title: t('listing.new'),
    demo: false,
    breadcrumb: formBreadcrumb({ t, locale }, t('listing.new')),
    action: pathTo(locale, '/staff/premises/new'),
    heading: t('listing.new'),
    submit: t('listing.edit.create'),
    identity: [
      ...(building.select ? [{ select: { ...building.select, options } }] : []),
      controlOf({ ask: 'line', name: 'unit', decimal: false }, state),
    ],
    noBuildings: buildings.length === 0,
    buildingsHref: pathTo(locale, '/staff/buildings/new'),
  }
}

export function editListingPage(
  context: Reader & { now: Date; offered: boolean },
  premises: Premises,
  trouble: EditTrouble = {},
): EditListingPage {
  const { t, locale } = context
  const saved = valuesOf(premises)
  const { typed, errors } = valuesToShow(saved, trouble)
  const state: FormState = { t, locale, labels: 'listing', typed, errors }
  const path = pathTo(locale, '/staff/premises/:code', { code: premises.code })
  return {
    ...formPart(state),
    title: t('listing.edit.title', { code: premises.code }),
    demo: premises.demo,
    offered: context.offered ? t('listing.offered') : null,
    breadcrumb: formBreadcrumb(context, premises.code),
    action: path,
    heading: readText(premises.title, locale).text || t('listing.untitled'),
    submit: t('listing.edit.save'),
    ...openedState(premises, saved, trouble),
    ...troublesOf(context, trouble),
    gaps: gapsPart(t, premises),
    shown: describeShownPeriod(t, locale, premises),
    copy: copyPart({ t, locale }, { path, premises, failure: trouble.copy }),
    versionsHref: pathTo(locale, '/staff/premises/:code/versions', { code: premises.code }),
    status: statusLook(premises, context),
    publicHref:
      publicVisibilityOf(premises, context.now) === 'shown'
        ? pathTo(locale, '/premises/:code', { code: premises.code })
        : null,
    viewingsHref: `${pathTo(locale, '/staff/viewings')}?premises=${premises.code}`,
    contents: contentsOf(t),
    moves: movesOf(t, premises, { path, typed: trouble.moving?.typed ?? {} }),
    photos: photoPart(context, premises, trouble.photos),
    history: historyOf(context, premises),
  }
}

/** Returns what was typed; after a clash, the changes of both people where they do not conflict. */
function valuesToShow(saved: FormValues, { clash, form }: EditTrouble): Pick<FormFailure, 'typed' | 'errors'> {
  if (clash) return { typed: mergedValues(clash.mine, clash.merge, clash.now), errors: {} }
  return form ?? { typed: saved, errors: {} }
}

const troublesOf = (context: Reader, { form, clash, refusal, copy }: EditTrouble) => ({
  ...(copy ? { summary: summaryOf({ t: context.t, labels: 'copy', errors: copy.errors }) } : {}),
  reason: inputValue(form?.typed ?? {}, 'reason'),
  clash: clash ? clashPart(context, clash) : null,
  refusal: refusal ? context.t(refusal) : null,
})

/**
 * Returns what the form was opened from. A refused form keeps it; after a clash it is the present record, so saving again is
 * a decision.
 */
function openedState({ version }: Premises, saved: FormValues, { form, clash }: EditTrouble) {
  const present = { version: String(version), seen: marksOf(saved) }
  if (!form || clash) return present
  return {
    version: inputValue(form.typed, 'version') || present.version,
    seen: inputValue(form.typed, 'seen') || present.seen,
  }
}

function formPart(state: FormState): Pick<FormPart, 'summary' | 'texts' | 'reviewed' | 'groups'> {
  const { t, typed } = state
  return {
    summary: summaryOf(state),
    texts: textFields.map(([name, rows]) => textRow(name, rows, state)),
    reviewed: locales.map(locale => ({
      name: `reviewed.${locale}`,
      label: t('listing.reviewed-in', { language: t(`listing.language.${locale}`) }),
      checked: inputValue(typed, `reviewed.${locale}`) === 'yes',
    })),
    groups: formGroups.map(({ name, asks }) => {
      const hint = `listing.group.${name}.hint`
      return {
        id: `group-${name}`,
        legend: t(`listing.group.${name}`),
        ...(isMessageKey(hint) ? { hint: t(hint) } : {}),
        controls: asks.map(definition => controlOf(definition, state)),
      }
    }),
  }
}

const formBreadcrumb = ({ t, locale }: Reader, last: string) => [
  deskCrumb({ t, locale }),
  { label: t('listing.title'), href: pathTo(locale, '/staff/premises') },
  { label: last },
]

const contentsOf = (t: Translate) => [
  { href: '#group-texts', label: t('listing.group.texts') },
  ...formGroups.map(({ name }) => ({ href: `#group-${name}`, label: t(`listing.group.${name}`) })),
  { href: '#photos', label: t('listing.photos') },
  { href: '#plan', label: t('listing.plan') },
  { href: '#history', label: t('listing.history') },
]

const occupiedNote = (t: Translate, { status }: Premises): string | null =>
  status === 'held' || status === 'let' ? t(`listing.refused.${status}`) : null

type MovesContext = { path: string; typed: FormValues }

function movesOf(t: Translate, premises: Premises, { path, typed }: MovesContext): EditListingPage['moves'] {
  const { standing, facts } = listingMarks(premises)
  const possible = managersMoves.filter(move => canMove(premises, move).ok)
  return {
    action: `${path}/status`,
    list: possible.map(move => ({ move, label: t(`listing.move.${move}`) })),
    held: occupiedNote(t, premises),
    note: inputValue(typed, 'note'),
    standing,
    facts,
  }
}

type CopyPart = { action: string; controls: Control[] }

/** Returns the small form that copies a premises. A refused one shows what was typed. */
function copyPart(
  { t, locale }: Reader,
  { path, premises, failure }: { path: string; premises: Premises; failure: FormFailure | undefined },
): CopyPart {
  const typed = failure?.typed ?? { building: premises.buildingCode }
  const state: FormState = { t, locale, labels: 'copy', typed, errors: failure?.errors ?? {} }
  return {
    action: `${path}/copy`,
    controls: [
      controlOf({ ask: 'line', name: 'building' }, state),
      controlOf({ ask: 'line', name: 'unit', decimal: false }, state),
      controlOf({ ask: 'flag', name: 'withPhotos' }, state),
    ],
  }
}

type ShortHistory = { at: string; what: string; who: string; note: string }[]

/** Number of events on the page of a premises; the page of its versions has all. */
const shortHistory = 10

/** Kinds of events whose notes are names of fields. */
const kindsNamingFields = new Set(['edited', 'imported', 'sent-by-program'])

function historyOf({ t, locale }: Reader, { events }: Premises): ShortHistory {
  return events
    .slice(-shortHistory)
    .toReversed()
    .map(({ at, kind, byName, note }) => {
      const key = `listing.event.${kind}`
      return {
        at: formatInstant(locale, at),
        what: t(isMessageKey(key) ? key : 'listing.event.other'),
        who: byName || t('listing.history.system'),
        note: kindsNamingFields.has(kind) ? changedFieldLabels(t, note) : note,
      }
    })
}

/** Translates the names of changed fields in a note. */
function changedFieldLabels(t: Translate, note: string): string {
  const fieldLabels = note.split(' ').map(name => {
    const key = `listing.field.${name.replace(/Fen$/, '')}`
    return isMessageKey(key) ? t(key) : ''
  })
  return [...new Set(fieldLabels.filter(Boolean))].join(dot)
}

type Gap = { href: string; label: string }
type LanguageGaps = { language: string; gaps: Gap[] }

/** Texts that every listing needs; the others are only needed when another language has them. */
const always: readonly ListingText[] = ['title', 'summary', 'description']

/** Returns what each language still lacks, with links to where it is filled in. */
const gapsPart = (t: Translate, premises: Premises): LanguageGaps[] =>
  locales.map(locale => ({
    language: t(`listing.gaps.${locale}`),
    gaps: [...textGaps(t, premises, locale), ...reviewGap(t, premises, locale), ...altGaps(t, premises, locale)],
  }))

const textGaps = (t: Translate, premises: Premises, locale: Locale): Gap[] =>
  listingTexts
    .filter(name => !premises[name][locale] && (always.includes(name) || isTold(premises[name])))
    .map(name => ({ href: `#${name}.${locale}`, label: t(`listing.field.${name}`) }))

const reviewGap = (t: Translate, { reviewed, title }: Premises, locale: Locale): Gap[] =>
  reviewed[locale] || !title[locale] ? [] : [{ href: `#reviewed.${locale}`, label: t('listing.gaps.unreviewed') }]

const altGaps = (t: Translate, { photos }: Premises, locale: Locale): Gap[] =>
  photos
    .map(({ _id, alt }, index) => ({ id: _id.toHexString(), alt, number: index + 1 }))
    .filter(({ alt }) => !alt[locale])
    .map(({ id, number }) => ({ href: `#alt.${id}.${locale}`, label: t('listing.gaps.alt', { number }) }))

const isTold = (text: LocalisedText): boolean => locales.some(locale => Boolean(text[locale]))

/** Returns when the public can see the listing, in words; null when neither date is set. */
function describeShownPeriod(t: Translate, locale: Locale, { publishAt, expiresAt }: Premises): string | null {
  const [from, to] = [publishAt, expiresAt].map(at => (at ? formatInstant(locale, at) : ''))
  if (from && to) return t('listing.shown.between', { from, to })
  if (from) return t('listing.shown.from', { from })
  return to ? t('listing.shown.to', { to }) : null
}
