import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { sharp } from '#outside/files/sharp.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatMetres, formatRoundMoney } from '#shared/texts/format.ts'
import { translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { projectRoot } from '#outside/project-root.ts'
import { createTextOutlines, type TextStyle, type TextOutlines } from '#outside/text-outlines.ts'
import { cropAround } from '#features/premises/photos/photo-focus.ts'
import { drawShopFront, type ShopFront } from '#features/street/drawing/shop-front.ts'
import { costOf } from '#features/premises/rules.ts'
import type { PublicPremises } from '#features/catalogue/service.ts'

/** Captions of pictures that show no particular premises. */
export const generalPictures = {
  site: { title: 'site.name', text: 'site.description' },
  incentives: { title: 'incentives.title', text: 'incentives.description' },
} as const satisfies Record<string, { title: MessageKey; text: MessageKey }>
export type GeneralPicture = keyof typeof generalPictures

const plainFront = { frontageM: 10, widthM: 10, ceilingHeightM: 3.6, floor: 1, shopWindows: 2 }
/** Invented shop fronts: a shop, a café and a workshop. */
const inventedFronts: readonly ShopFront[] = [
  { ...plainFront, code: 'SFH-A-0101', use: 'retail' },
  { ...plainFront, code: 'SFH-A-0203', use: 'catering' },
  { ...plainFront, code: 'SFH-B-0101', use: 'workshop' },
]

export async function drawGeneral(kind: GeneralPicture, locale: Locale): Promise<Buffer> {
  const t = translatorFor(locale)
  const { title, text } = generalPictures[kind]
  const caption = { title: t(title), facts: t(text), money: '', brand: brandIn(locale) }
  return encodePng(await drawScene(locale, caption, inventedFronts.map(drawFront)))
}

/** Draws a premises with its photo, or with its shop front where it has none. */
export async function drawPremises(premises: PublicPremises, photo: Buffer | null, locale: Locale): Promise<Buffer> {
  const drawn = drawScene(locale, captionOf(premises, locale), photo ? [] : [drawFront(frontOf(premises))])
  const croppedPhoto = photo && (await cropPhoto(photo, premises.photos[0]?.focus))
  return encodePng(await drawn, croppedPhoto)
}

const drawFront = (front: ShopFront): string => inlineColours(drawShopFront(front))

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
async function cropPhoto(photo: Buffer, focus: Photo['focus']): Promise<Buffer> {
  const frame = { width: pictureWidth, height: sceneHeight }
  const { width, height } = await sharp(photo).metadata()
  return sharp(photo)
    .extract(cropAround({ width, height }, frame, focus))
    .resize({ ...frame, fit: 'fill' })
    .toBuffer()
}

/** Encodes a PNG with few colours: some 20 KB, with a photo some 300. Without dithering, because areas are flat. */
async function encodePng(svg: string, photo: Buffer | null = null): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .composite(photo ? [{ input: photo, top: 0, left: 0 }] : [])
    .png({ palette: true, quality: 90, effort: 4, dither: photo ? 1 : 0 })
    .toBuffer()
}

const pictureWidth = 1200
const pictureHeight = 630
/** Height of the picture's upper part; the caption is below. */
const sceneHeight = 390
const left = 56
const room = pictureWidth - 2 * left

/** Caption: a name, a line of facts, a line of money, and the site's name. */
type Caption = { title: string; facts: string; money: string; brand: string }

const colours = { ink: '#1c2430', slate: '#55606e', copper: '#0f5f57', paper: '#fbfaf7', sky: '#e6eef2' }
/** A long name is set in a smaller size before it is cut. */
const titles: TextStyle[] = [46, 40, 35].map(size => ({ size, colour: colours.ink, strong: true }))
const facts: TextStyle = { size: 29, colour: colours.slate }
const money: TextStyle = { size: 33, colour: colours.copper, strong: true }
const brand: TextStyle = { size: 25, colour: colours.slate }

/** Returns a picture of 1200 × 630 as an SVG made of shapes only. `fronts` are painted drawings of 320 × 180. */
export async function drawScene(locale: Locale, caption: Caption, fronts: readonly string[]): Promise<string> {
  const hand = await createTextOutlines(locale)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}">`,
    `<rect width="${pictureWidth}" height="${pictureHeight}" fill="${colours.paper}"/>`,
    `<svg width="${pictureWidth}" height="${sceneHeight}">${drawHills()}${street(fronts)}</svg>`,
    `<rect y="${sceneHeight}" width="${pictureWidth}" height="6" fill="${colours.copper}"/>`,
    await words(hand, caption),
    '</svg>',
  ].join('')
}

async function words(hand: TextOutlines, caption: Caption): Promise<string> {
  const title = await titleOf(hand, caption.title)
  const about = await hand.fit(caption.facts, { width: room, lines: caption.money ? 1 : 2 }, facts)
  const [cost = ''] = await hand.fit(caption.money, { width: room, lines: 1 }, money)
  const brandAt = pictureWidth - left - (await hand.widthOf(caption.brand, brand))
  const lines = [
    hand.line(title.text, left, 459, title.hand),
    ...about.map((line, index) => hand.line(line, left, 506 + index * 40, facts)),
    hand.line(cost, left, 559, money),
    hand.line(caption.brand, brandAt, 606, brand),
  ]
  return (await Promise.all(lines)).join('')
}

async function titleOf(hand: TextOutlines, text: string): Promise<{ text: string; hand: TextStyle }> {
  for (const size of titles) if ((await hand.widthOf(text, size)) <= room) return { text, hand: size }
  const smallest = titles.at(-1) ?? brand
  const [cut = ''] = await hand.fit(text, { width: room, lines: 1 }, smallest)
  return { text: cut, hand: smallest }
}

/** Top of the pavement as a fraction of the height, the same in the hills and in the fronts. */
const pavement = 152 / 180

/** Places the fronts side by side on one pavement; a single one is larger and centred. */
function street(fronts: readonly string[]): string {
  const scale = fronts.length === 1 ? sceneHeight / 180 : pictureWidth / fronts.length / 300
  const width = 320 * scale
  const from = (pictureWidth - width * fronts.length) / 2
  const height = 180 * scale
  return fronts
    .map((front, index) => {
      const at = `x="${from + index * width}" y="${(sceneHeight - height) * pavement}" width="${width}" height="${height}"`
      return front.replace('<svg', `<svg ${at}`)
    })
    .join('')
}

let drawn: string | undefined

/** The site's winter hills, as wide as the picture. */
function drawHills(): string {
  drawn ??= readFileSync(path.join(projectRoot, 'public/img/winter-hills.svg'), 'utf8')
  const sky = `<rect width="${pictureWidth}" height="${sceneHeight}" fill="${colours.sky}"/>`
  const at = `y="0" width="${pictureWidth}" height="${sceneHeight}" preserveAspectRatio="none"`
  return sky + drawn.replace('<svg', `<svg ${at}`)
}

/** Declarations of a class, with colours as variables: `fill: var(--w)`. */
type Paint = Record<string, string>
type Paints = { classes: Map<string, Paint>; variables: Map<string, Paint> }

const rulePattern = /([^{}]+)\{([^{}]*)\}/g
const commentPattern = /\/\*[\s\S]*?\*\//g

/** Read once: the shop front's colours are defined only in the site's style sheets. */
let known: Paints | undefined
const getPaints = (): Paints => (known ??= readPaints(path.join(projectRoot, 'public/css')))

function readPaints(folder: string): Paints {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))
  const css = sheets.map(name => readFileSync(path.join(folder, name), 'utf8')).join('\n')
  const found: Paints = { classes: new Map(), variables: new Map() }
  for (const [, selectors = '', body = ''] of css.replace(commentPattern, '').matchAll(rulePattern)) {
    for (const selector of selectors.split(',')) collectPaint(found, selector.trim(), declarationsOf(body))
  }
  return found
}

function collectPaint({ classes, variables }: Paints, selector: string, declarations: Paint): void {
  const front = /^\.front(?:\.([\w-]+))?$/.exec(selector)
  const look = front?.[1] ?? ''
  const [, part] = /^\.front \.([\w-]+)$/.exec(selector) ?? []
  if (part) classes.set(part, { ...classes.get(part), ...declarations })
  else if (front) variables.set(look, { ...variables.get(look), ...declarations })
}

const declarationsOf = (body: string): Paint =>
  Object.fromEntries(
    body
      .split(';')
      .map(line => line.split(/:(.*)/s).map(part => part.trim()))
      .filter(([name, value]) => name && value),
  ) as Paint

/**
 * Replaces the classes of a drawn shop front by attributes, for use without the site's style sheet: in pictures and on other
 * sites, whose policies may forbid our styles.
 */
export function inlineColours(svg: string): string {
  const { classes, variables } = getPaints()
  const looks = /class="front([^"]*)"/.exec(svg)?.[1]?.trim().split(/\s+/) ?? []
  const colours = Object.assign({}, ...['', ...looks].map(look => variables.get(look) ?? {})) as Paint
  const attributesOf = (className: string) =>
    Object.entries(classes.get(className) ?? {})
      .map(
        ([name, value]) =>
          ` ${name}="${value.replace(/var\((--[\w-]+)\)/g, (_all, colour: string) => colours[colour] ?? '')}"`,
      )
      .join('')
  return svg
    .replace(/ class="front[^"]*"/, ' fill="none"')
    .replace(/ class="([\w-]+)"/g, (_all, className: string) => attributesOf(className))
}
