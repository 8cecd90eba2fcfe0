import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Building } from '#models/premises/building.ts'
import { officeView } from '#shared/office/office.ts'
import { cyrillicOf, pinyinOf } from '#shared/office/reading.ts'
import { distanceInWords, mapLinks, pointInWords, type Point } from '#shared/office/ways.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { PublicPremises } from '../service.ts'

/** Where the visitor wants to go: a premises; without one, the street. */
export type Destination = { premises: PublicPremises; building: Pick<Building, 'address' | 'point'> }

type WayView = {
  /** Its mark in the drawing; empty when it has none. */
  mark: string
  label: string
  /** Distance and time, as far as they are known. */
  far: string
  text: { text: string; lang: string | null } | null
  along: string
}
export type DirectionsView = {
  ways: WayView[]
  invented: boolean
  point: { text: string; maps: { label: string; href: string }[] } | null
}

/** Returns the ways to a premises or to the street; null when nothing is known. */
export function directionsView(reader: Reader, destination: Destination | null): DirectionsView | null {
  const { t, locale } = reader
  const { ways, point: street, address, invented } = siteSettings().office
  const point = destination ? pointIn(destination.building) : street
  if (ways.length === 0 && !point) return null
  const marks = arrivalMarks()
  const shownWays = ways.map(({ kind, metres, minutes, atM, text }): WayView => {
    const read = readText(text, locale)
    const far = [
      metres === null ? '' : distanceInWords(reader, metres),
      minutes === null ? '' : t(`directions.minutes.${kind}`, { minutes }),
    ]
    return {
      mark: marks.find(mark => mark.kind === kind)?.label ?? '',
      label: t(`directions.from.${kind}`),
      far: far.filter(Boolean).join(t('list.comma')),
      text: read.text ? { text: read.text, lang: read.fallback ? read.locale : null } : null,
      along: destination && atM !== null ? distanceAlongStreet(reader, destination.premises, atM) : '',
    }
  })
  const name = destination ? destination.premises.code : address.zh || t('site.name')
  return {
    ways: shownWays,
    invented: invented && ways.length > 0,
    point: point ? { text: pointInWords(point), maps: mapLinks(reader, point, name) } : null,
  }
}

const pointIn = ({ point }: Pick<Building, 'point'>): Point | null => {
  const [longitude, latitude] = point.coordinates
  return longitude === undefined || latitude === undefined ? null : { latitude, longitude }
}

/** Returns the distance along the street from the arrival point to the middle of the premises, rounded to 10 m. */
function distanceAlongStreet(reader: Reader, { position }: PublicPremises, atM: number): string {
  const metres = Math.round(Math.abs(position.offsetM + position.widthM / 2 - atM) / 10) * 10
  return reader.t('directions.along', { distance: distanceInWords(reader, metres) })
}

/** Returns the places where people arrive at the street, numbered in the order of the text. */
export const arrivalMarks = () =>
  siteSettings()
    .office.ways.flatMap(({ kind, atM }) => (atM === null ? [] : [{ kind, atM }]))
    .map((mark, index) => ({ ...mark, label: String(index + 1) }))

/** Card to show to a driver: the address in Chinese by its parts, its pronunciation, and whom to call. */
export type DriverCard = {
  chinese: string[]
  reading: string
  own: { text: string; lang: string | null } | null
  code: string
  phone: { label: string; href: string } | null
  invented: boolean
}

/** Returns the driver card; null when there is no address in Chinese. */
export function driverCard(reader: Reader, destination: Destination | null): DriverCard | null {
  const address: LocalisedText = destination ? destination.building.address : siteSettings().office.address
  const chinese = address.zh ?? ''
  if (!chinese) return null
  const office = officeView(reader)
  return {
    chinese: addressParts(chinese),
    ...readableOf(reader, address, chinese),
    code: destination?.premises.code ?? '',
    phone: office?.phone ?? null,
    invented: office?.invented ?? false,
  }
}

/** Splits an address into lines after the city, district, street, side or building, never within a name. */
export const addressParts = (chinese: string): string[] => chinese.split(/(?<=[市区县镇路街道侧楼])/u)

/** Returns the pronunciation and the meaning for readers who do not know Chinese. */
function readableOf({ locale }: Reader, address: LocalisedText, chinese: string): Pick<DriverCard, 'reading' | 'own'> {
  if (locale === 'zh') return { reading: '', own: null }
  const { text, fallback, locale: lang } = readText(address, locale)
  return {
    reading: locale === 'ru' ? cyrillicOf(chinese) : pinyinOf(chinese),
    own: text === chinese ? null : { text, lang: fallback ? lang : null },
  }
}
