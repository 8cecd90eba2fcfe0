import { formatMetres, formatNumber } from '../texts/format.ts'
import type { Reader } from '../texts/i18n.ts'

/** Places from which people come to the street; names of settings begin with these words. */
export const arrivalKinds = ['border', 'station', 'bus'] as const
export type ArrivalKind = (typeof arrivalKinds)[number]

/** Coordinates in WGS 84. */
export type Point = { latitude: number; longitude: number }

/**
 * Reads latitude and longitude as maps show them, `44.3962, 131.129`; null when they are invalid, or swapped so that the
 * latitude is out of range.
 */
export function readPoint(input: string): string | null {
  const [, latitude, longitude] = /^(-?\d{1,2}(?:\.\d{1,8})?)[,;\s]\s*(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(input) ?? []
  if (latitude === undefined || longitude === undefined) return null
  return Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180 ? `${latitude}, ${longitude}` : null
}

export function pointOf(stored: string): Point | null {
  const [latitude = Number.NaN, longitude = Number.NaN] = stored.split(', ').map(Number)
  return stored && Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null
}

/** Formats a point as `44.39620, 131.12900`: in this order and with points every map finds it. */
export const pointInWords = ({ latitude, longitude }: Point): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** Reads whole metres or minutes into the stored form; null when they are invalid. */
export function readWhole(input: string): string | null {
  const digits = input.replaceAll(/\s/g, '')
  return /^\d{1,6}$/.test(digits) ? String(Number(digits)) : null
}

/** Formats a distance: `350 м`, `2,4 км`. */
export const distanceInWords = ({ t, locale }: Reader, metres: number): string =>
  metres < 1_000 ? formatMetres(locale, metres) : t('directions.km', { km: formatNumber(locale, metres / 1_000, 1) })

/**
 * Returns links to maps that show a point, and open the app where there is one. All take longitude before latitude.
 * Yandex Maps, "Add placemark": https://yandex.com/dev/yandex-apps-launch-maps/doc/en/concepts/yandexmaps-web
 * 2GIS, links that open the app:
 * https://help.2gis.ru/question/razrabotchikam-zapusk-ideystviya-vmobilnom-prilozhenii-cherez-deeplink
 * Amap, 单点标注: https://lbs.amap.com/api/uri-api/guide/mobile-web/point; its default coordinates are GCJ-02.
 */
export function mapLinks({ t }: Pick<Reader, 't'>, { latitude, longitude }: Point, name: string) {
  const place = `${longitude},${latitude}`
  const amap = new URLSearchParams({
    position: place,
    name,
    src: 'startup-street',
    coordinate: 'wgs84',
    callnative: '1',
  })
  return [
    { label: t('directions.map.yandex'), href: `https://yandex.ru/maps/?pt=${place}&z=17&l=map` },
    { label: t('directions.map.2gis'), href: `https://2gis.ru/geo/${place}` },
    { label: t('directions.map.amap'), href: `https://uri.amap.com/marker?${amap.toString()}` },
  ]
}
