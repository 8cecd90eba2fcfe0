import { pathTo } from '#server/paths.ts'
import { formatNumber } from '#shared/texts/format.ts'
import { defaultColour } from '#shared/site-settings.ts'
import type { MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { ProgrammeSettings } from '../rules.ts'
import { parseColour, contrastsOf, backgroundNames, isLegible, minContrast } from './colours.ts'
import { logoPart, type LogoComplaint, type LogoPart } from './logo-part.ts'
import { sampleAddress } from './stylesheet.ts'

type Sample = { style: string; verdict: string; good: boolean; contrasts: string[] }
type BrandPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  stale: string | null
  action: string
  settings: string
  logo: LogoPart
  accent: { name: 'accent'; label: string; hint: string; value: string; error: string | null }
  /** Initial value of the browser's colour chooser. */
  picked: string
  seen: string
  /** Preview; null when the typed text is no colour. */
  sample: Sample | null
}
export const renderBrand = view<BrandPage>('programme/brand')

/**
 * State of the page. `tried`: colour to preview before saving. `form`: refused colour. `stale`: somebody else saved
 * meanwhile. `logo`: why a logo was refused.
 */
type State = { tried?: string | undefined; form?: FormFailure; stale?: boolean; logo?: LogoComplaint }

export function brandPage(speech: Reader, settings: ProgrammeSettings, state: State = {}): BrandPage {
  const { t, locale } = speech
  const logo = logoPart(speech, settings, state.logo)
  const colour = accentPart(speech, settings, state)
  const wrong = [
    ...(logo.error ? [{ href: '#logo', text: logo.error }] : []),
    ...(colour.accent.error ? [{ href: '#accent', text: namedError(t, colour.accent) }] : []),
  ]
  const base = pathTo(locale, '/staff/settings')
  return {
    title: t('brand.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('programme.title'), href: base }, { label: t('brand.title') }],
    action: pathTo(locale, '/staff/settings/brand'),
    settings: base,
    stale: state.stale ? t('brand.accent.stale', { colour: settings.accent || defaultColour }) : null,
    errors: wrong.length > 0 ? { items: wrong } : null,
    logo,
    ...colour,
  }
}

const namedError = (t: Translate, { label, error }: AccentPart['accent']): string =>
  t('form.errors.item', { field: label, sentence: error ?? '' })

type AccentPart = Pick<BrandPage, 'accent' | 'picked' | 'seen' | 'sample'>

function accentPart(speech: Reader, { accent }: ProgrammeSettings, { tried, form }: State): AccentPart {
  const input = form ? inputValue(form.typed, 'accent') : (tried ?? accent)
  const colour = input.trim() === '' ? defaultColour : parseColour(input)
  const error = errorOf(speech, form?.errors.accent, colour)
  const hint = speech.t('brand.accent.hint', { colour: defaultColour })
  return {
    accent: { name: 'accent', label: speech.t('programme.accent'), hint, value: input, error },
    picked: colour ?? defaultColour,
    seen: accent,
    sample: colour ? sampleOf(speech, colour) : null,
  }
}

/** Returns the error of a refused colour: its contrast, the background where it is worst, and the contrast needed. */
function errorOf(speech: Reader, key: MessageKey | undefined, colour: string | null): string | null {
  if (!key) return null
  return key === 'brand.accent.pale' && colour ? describePaleness(speech, colour) : speech.t(key)
}

function describePaleness({ t, locale }: Reader, colour: string): string {
  const reached = contrastsOf(colour)
  const worst = backgroundNames.reduce((least, name) => (reached[name] < reached[least] ? name : least))
  return t('brand.accent.pale', {
    where: t(`brand.accent.on.${worst}`),
    reached: formatNumber(locale, reached[worst]),
    needed: formatNumber(locale, minContrast),
  })
}

function sampleOf(speech: Reader, colour: string): Sample {
  const { t, locale } = speech
  const reached = contrastsOf(colour)
  const good = isLegible(colour)
  return {
    style: sampleAddress(colour),
    good,
    verdict: good ? t('brand.accent.good', { colour }) : describePaleness(speech, colour),
    contrasts: backgroundNames.map(name =>
      t('brand.accent.contrast', { where: t(`brand.accent.on.${name}`), reached: formatNumber(locale, reached[name]) }),
    ),
  }
}
