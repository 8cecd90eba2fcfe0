import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import { markdownText } from '#shared/texts/markdown.ts'
import type { ShownIncentive } from '#features/incentives/service.ts'
import { centre } from '#features/premises/photos/photo-focus.ts'
import { isPanorama } from '#features/premises/photos/panorama.ts'
import { panoramaHref, photoHref } from '#features/premises/photos/photo-view.ts'
import { costOf, type PublicStatus } from '#features/premises/rules.ts'
import type { PublicPremises, PublishedPremises } from '#features/catalogue/service.ts'
import type { IncentiveResource, PremisesResource } from './schemas.ts'

/** The site's origin, prefixed to every address in a response. */
type Origin = string

/**
 * Converts a premises to its API resource. Only fields of the schemas in `schemas.ts` are sent, so a field added to the
 * model stays private until it is added there.
 */
export function toPremisesResource(origin: Origin, { premises, building }: PublishedPremises): PremisesResource {
  const [longitude = 0, latitude = 0] = building.point.coordinates
  return {
    ...premises,
    status: premises.status as PublicStatus,
    links: {
      self: `${origin}/api/v1/premises/${premises.code}`,
      ...inLanguages(origin, `/premises/${premises.code}`),
      embed: `${origin}/embed/premises/${premises.code}`,
    },
    building: { ...building, name: textOf(building.name), address: textOf(building.address), latitude, longitude },
    title: textOf(premises.title),
    summary: textOf(premises.summary),
    description: textOf(premises.description),
    defects: textOf(premises.defects),
    managingBody: textOf(premises.managingBody),
    certificateNumber: premises.certificateNumber ?? null,
    money: moneyOf(premises),
    ...datesOf(premises),
    photos: premises.photos.map(photo => pictureOf(origin, photo)),
    floorPlan: premises.floorPlan ? pictureOf(origin, premises.floorPlan) : null,
  }
}

const datesOf = ({
  availableFrom,
  applicationWindow: { from, to },
  publishAt,
  createdAt,
  updatedAt,
}: PublicPremises) => ({
  availableFrom: availableFrom ?? null,
  applicationWindow: { from: from ?? null, to: to ?? null },
  publishedAt: (publishAt ?? createdAt).toISOString(),
  updatedAt: updatedAt.toISOString(),
})

export function toIncentiveResource(origin: Origin, incentive: ShownIncentive): IncentiveResource {
  return {
    ...incentive,
    links: inLanguages(origin, `/incentives/${incentive.slug}`),
    title: textOf(incentive.title),
    summary: textOf(incentive.summary),
    body: plainOf(incentive.body),
    eligibility: plainOf(incentive.eligibility),
    note: textOf(incentive.note),
    source: { ...incentive.source, name: textOf(incentive.source.name), url: incentive.source.url ?? null },
    checkedOn: incentive.checkedAt,
    validFrom: incentive.validFrom ?? null,
    expiresOn: incentive.expiresOn ?? null,
    updatedAt: incentive.updatedAt.toISOString(),
  }
}

const inLanguages = (origin: Origin, path: string) => ({
  ru: `${origin}/ru${path}`,
  en: `${origin}/en${path}`,
  zh: `${origin}/zh${path}`,
})

/** An empty text becomes null. */
const textOf = (text: LocalisedText | null | undefined) => ({
  ru: text?.ru || null,
  en: text?.en || null,
  zh: text?.zh || null,
})

/** Plain text of a text with lists and links. */
function plainOf(text: LocalisedText | null | undefined) {
  const { ru, en, zh } = textOf(text)
  return { ru: ru && markdownText(ru), en: en && markdownText(en), zh: zh && markdownText(zh) }
}

const moneyOf = (premises: PublicPremises): PremisesResource['money'] => ({
  ...costOf(premises),
  currency: 'CNY',
  rentFreeMonths: premises.rentFreeMonths,
  marketRentPerSqMMonthFen: premises.marketRentPerSqMMonthFen,
  managementFeePerSqMMonthFen: premises.managementFeePerSqMMonthFen,
  heatingFeePerSqMSeasonFen: premises.heatingFeePerSqMSeasonFen,
})

const pictureOf = (origin: Origin, photo: Photo): PremisesResource['photos'][number] => ({
  alt: textOf(photo.alt),
  width: photo.width,
  height: photo.height,
  focus: photo.focus ?? centre,
  small: origin + photoHref(photo, 'small', 'webp'),
  medium: origin + photoHref(photo, 'medium', 'webp'),
  large: origin + photoHref(photo, 'large', 'webp'),
  panorama: isPanorama(photo) ? origin + panoramaHref(photo) : null,
})
