import type { PublicReader } from '#shared/texts/i18n.ts'
import type { Building } from '#models/premises/building.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import { isPanorama } from '#features/premises/photos/panorama.ts'
import { panoramaHref, photoHref } from '#features/premises/photos/photo-view.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { PageDiscovery } from '#web/pages/head.ts'
import type { StructuredNode } from '#web/pages/structured-data.ts'
import { costOf, type PublicStatus } from '#features/premises/rules.ts'
import type { PublicPremises } from '../service.ts'

type Subject = { premises: PublicPremises; building: Building }

/** schema.org availability of each status. A paused premises is not let, but nobody can have it now. */
const availability: Record<PublicStatus, string> = {
  available: 'InStock',
  held: 'Reserved',
  let: 'SoldOut',
  paused: 'OutOfStock',
}

/** UN/CEFACT codes of the units: square metre, metre, month, year. */
const units = { squareMetre: 'MTK', metre: 'MTR', month: 'MON', year: 'ANN' } as const

/**
 * Returns the metadata of a premises for shared links and search engines. The URL of its picture changes with every change
 * of the premises.
 */
export function premisesDiscovery(place: PublicReader, subject: Subject): PageDiscovery {
  const { premises } = subject
  const title = readText(premises.title, place.locale).text
  return {
    picture: {
      src: `/og/premises/${premises.code}/${place.locale}.png?v=${premises.revision}`,
      alt: `${title}, ${premises.code}`,
    },
    structured: [premisesData(place, subject)],
  }
}

/**
 * Returns a premises and its offer as schema.org data: an `Accommodation` ("a place that can accommodate human beings", for
 * a shop as for a room) that is also a `Product`, because only products can be offered; and an offer to let it.
 */
function premisesData(place: PublicReader, subject: Subject): StructuredNode {
  const { premises } = subject
  const { t, locale, publicUrl } = place
  const title = readText(premises.title, locale)
  const url = `${publicUrl}/${locale}/premises/${premises.code}`
  return {
    '@type': ['Accommodation', 'Product'],
    '@id': `${publicUrl}/premises/${premises.code}`,
    name: title.text,
    sku: premises.code,
    url,
    description: [...(premises.demo ? [t('demo.banner')] : []), readText(premises.summary, locale).text]
      .join(' ')
      .trim(),
    accommodationCategory: premises.allowedUses.slice(0, 1).map(use => t(`premises.use.${use}`))[0],
    ...pictures(place, premises),
    ...position(place, subject),
    ...measures(subject),
    amenityFeature: premises.features.map(feature => ({
      '@type': 'LocationFeatureSpecification',
      name: t(`premises.feature.${feature}`),
      value: true,
    })),
    offers: offer(place, premises, url),
  }
}

/** Returns its photos, or the picture of its shop front when it has none. */
function pictures(place: PublicReader, { code, revision, photos }: PublicPremises) {
  const { publicUrl, locale } = place
  if (photos.length > 0) return { image: photos.map(photo => imageOf(place, photo)) }
  return { image: [`${publicUrl}/og/premises/${code}/${locale}.png?v=${revision}`] }
}

/**
 * Returns the image of a photo. schema.org has no type for a panorama, so it is a flat picture named as one, with the URL of
 * the whole sphere.
 */
function imageOf({ t, publicUrl, locale }: PublicReader, photo: Photo) {
  const address = publicUrl + photoHref(photo, 'large', 'webp')
  if (!isPanorama(photo)) return address
  const caption = readText(photo.alt, locale).text
  return {
    '@type': 'ImageObject',
    name: t('panorama.name'),
    ...(caption ? { caption } : {}),
    url: address,
    contentUrl: publicUrl + panoramaHref(photo),
    encodingFormat: 'image/webp',
  }
}

function position({ t, locale }: PublicReader, { building }: Subject) {
  const [longitude, latitude] = building.point.coordinates
  return {
    address: {
      '@type': 'PostalAddress',
      streetAddress: readText(building.address, locale).text,
      addressLocality: t(`premises.zone.${building.zone}`),
      addressRegion: t('incentives.zone.heilongjiang'),
      addressCountry: 'CN',
    },
    geo: { '@type': 'GeoCoordinates', latitude, longitude },
  }
}

const measures = ({ premises, building }: Subject) => ({
  floorSize: { '@type': 'QuantitativeValue', value: premises.areaUsableSqM, unitCode: units.squareMetre },
  floorLevel: String(premises.floor),
  yearBuilt: building.yearBuilt,
})

function offer({ t, publicUrl }: PublicReader, premises: PublicPremises, url: string) {
  const cost = costOf(premises)
  const free = premises.rentFreeMonths > 0
  return {
    '@type': 'Offer',
    url,
    businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
    availability: `https://schema.org/${availability[premises.status as PublicStatus]}`,
    ...(premises.availableFrom ? { availabilityStarts: premises.availableFrom } : {}),
    price: free ? 0 : yuan(cost.marketRentMonthlyFen),
    priceCurrency: 'CNY',
    priceSpecification: [
      price(t('costs.part.rent'), free ? 0 : cost.marketRentMonthlyFen, {
        unitCode: units.month,
        ...(free ? { billingDuration: premises.rentFreeMonths } : {}),
      }),
      price(t('costs.part.management'), cost.managementMonthlyFen, { unitCode: units.month }),
      price(t('costs.part.heating'), cost.heatingSeasonFen, { unitCode: units.year }),
      price(t('costs.deposit'), cost.depositFen, {}),
    ],
    offeredBy: { '@id': `${publicUrl}/#organization` },
  }
}

const price = (name: string, fen: number, unit: { unitCode?: string; billingDuration?: number }) => ({
  '@type': 'UnitPriceSpecification',
  name,
  price: yuan(fen),
  priceCurrency: 'CNY',
  ...unit,
})

const yuan = (fen: number): number => fen / 100
