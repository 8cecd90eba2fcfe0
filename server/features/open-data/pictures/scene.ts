import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'
import { textOutlines, type Hand, type TextOutlines } from '#outside/text-outlines.ts'
import type { Locale } from '#shared/texts/i18n.ts'

export const pictureWidth = 1200
const pictureHeight = 630
/** Height of the picture's upper part; the caption is below. */
export const sceneHeight = 390
const left = 56
const room = pictureWidth - 2 * left

/** Caption: a name, a line of facts, a line of money, and the site's name. */
export type Caption = { title: string; facts: string; money: string; brand: string }

const colours = { ink: '#1c2430', slate: '#55606e', copper: '#0f5f57', paper: '#fbfaf7', sky: '#e6eef2' }
/** A long name is set in a smaller size before it is cut. */
const titles: Hand[] = [46, 40, 35].map(size => ({ size, colour: colours.ink, strong: true }))
const facts: Hand = { size: 29, colour: colours.slate }
const money: Hand = { size: 33, colour: colours.copper, strong: true }
const brand: Hand = { size: 25, colour: colours.slate }

/** Returns a picture of 1200 × 630 as an SVG made of shapes only. `fronts` are painted drawings of 320 × 180. */
export async function scene(locale: Locale, caption: Caption, fronts: readonly string[]): Promise<string> {
  const hand = await textOutlines(locale)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}">`,
    `<rect width="${pictureWidth}" height="${pictureHeight}" fill="${colours.paper}"/>`,
    `<svg width="${pictureWidth}" height="${sceneHeight}">${hills()}${street(fronts)}</svg>`,
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

async function titleOf(hand: TextOutlines, text: string): Promise<{ text: string; hand: Hand }> {
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
function hills(): string {
  drawn ??= readFileSync(path.join(projectRoot, 'public/img/winter-hills.svg'), 'utf8')
  const sky = `<rect width="${pictureWidth}" height="${sceneHeight}" fill="${colours.sky}"/>`
  const at = `y="0" width="${pictureWidth}" height="${sceneHeight}" preserveAspectRatio="none"`
  return sky + drawn.replace('<svg', `<svg ${at}`)
}
