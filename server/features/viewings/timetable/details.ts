import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { Deps } from '../ports.ts'

/** Details of a premises shown with a viewing. The texts are empty once it is no longer shown. */
export type Details = {
  code: string
  title: LocalisedText
  address: LocalisedText
  status: PremisesStatus | null
  demo: boolean
}

export async function readDetails(
  { catalogue, premises }: Pick<Deps, 'catalogue' | 'premises'>,
  code: string,
): Promise<Details> {
  const [standing, found] = await Promise.all([premises.summaries.one(code), catalogue.byCode(code)])
  const address = found?.building.address ?? {}
  if (!standing) return { code, title: {}, address, status: null, demo: false }
  const { title, status, demo } = standing
  return { code, title, address, status, demo }
}

/** Returns code and title, such as `SFH-A-0107 · Магазин у ворот`. */
export function premisesName(locale: Locale, { code, title }: Pick<Details, 'code' | 'title'>): string {
  const { text } = readText(title, locale)
  return text ? `${code}${dot}${text}` : code
}
