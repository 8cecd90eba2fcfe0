import sharp from 'sharp'
import type { Photo } from '#models/premises/parts/photo.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatMetres, formatRoundMoney } from '#shared/texts/format.ts'
import { translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { cropAround } from '#features/premises/photos/photo-focus.ts'
import { shopFront, type ShopFront } from '#features/street/drawing/shop-front.ts'
import { costOf } from '#features/premises/rules.ts'
import type { PublicPremises } from '#features/catalogue/service.ts'
import { painted } from './paint.ts'
import { pictureWidth, scene, sceneHeight, type Caption } from './scene.ts'

/** Captions of pictures that show no particular premises. */
export const generalPictures = {
  site: { title: 'site.name', text: 'site.description' },
  incentives: { title: 'incentives.title', text: 'incentives.description' },
} as const satisfies Record<string, { title: MessageKey; text: MessageKey }>
export type GeneralPicture = keyof typeof generalPictures

const plain = { frontageM: 10, widthM: 10, ceilingHeightM: 3.6, floor: 1, shopWindows: 2 }
/** Invented shop fronts: a shop, a café and a workshop. */
const someFronts: readonly ShopFront[] = [
  { ...plain, code: 'SFH-A-0101', use: 'retail' },
  { ...plain, code: 'SFH-A-0203', use: 'catering' },
  { ...plain, code: 'SFH-B-0101', use: 'workshop' },
]

export async function drawGeneral(kind: GeneralPicture, locale: Locale): Promise<Buffer> {
  const t = translatorFor(locale)
  const { title, text } = generalPictures[kind]
  const caption = { title: t(title), facts: t(text), money: '', brand: brandIn(locale) }
  return png(await scene(locale, caption, someFronts.map(drawFront)))
}

/** Draws a premises with its photo, or with its shop front where it has none. */
export async function drawPremises(premises: PublicPremises, photo: Buffer | null, locale: Locale): Promise<Buffer> {
  const drawn = scene(locale, captionOf(premises, locale), photo ? [] : [drawFront(frontOf(premises))])
  const seen = photo && (await cropped(photo, premises.photos[0]?.focus))
  return png(await drawn, seen)
}

const drawFront = (front: ShopFront): string => painted(shopFront(front))

export const frontOf = (premises: PublicPremises): ShopFront => ({
  ...premises,
  use: premises.allowedUses[0] ?? 'office',
  widthM: premises.position.widthM,
})

function captionOf(premises: PublicPremises, locale: Locale): Caption {
  const t = translatorFor(locale)
  const facts = [
    ...(premises.demo ? [t('open-data.picture.demo')] : []),
    t(`premises.status.${premises.status}`),
    premises.code,
    formatArea(locale, premises.areaUsableSqM),
    ...(premises.frontageM > 0
      ? [`${t('premises.card.frontage')} ${formatMetres(locale, premises.frontageM)}`]
      : [t('premises.floor', { floor: premises.floor })]),
  ]
  return {
    title: readText(premises.title, locale).text,
    facts: facts.join(dot),
    money: t('premises.one.pay', { cost: formatRoundMoney(locale, costOf(premises).firstYearMonthlyFen) }),
    brand: brandIn(locale),
  }
}

function brandIn(locale: Locale): string {
  const t = translatorFor(locale)
  return `${t('site.name')}${dot}${t('premises.zone.suifenhe')}`
}

/** Crops a photo to the upper part of the picture, around the focus set by the office. */
async function cropped(photo: Buffer, focus: Photo['focus']): Promise<Buffer> {
  const frame = { width: pictureWidth, height: sceneHeight }
  const { width, height } = await sharp(photo).metadata()
  return sharp(photo)
    .extract(cropAround({ width, height }, frame, focus))
    .resize({ ...frame, fit: 'fill' })
    .toBuffer()
}

/** Encodes a PNG with few colours: some 20 KB, with a photo some 300. Without dithering, because areas are flat. */
async function png(svg: string, seen: Buffer | null = null): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .composite(seen ? [{ input: seen, top: 0, left: 0 }] : [])
    .png({ palette: true, quality: 90, effort: 4, dither: seen ? 1 : 0 })
    .toBuffer()
}
