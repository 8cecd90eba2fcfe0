// Rewrites the icons of the installed site in public/root from the drawing in favicon.svg. Usage: npm run icons
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

const folder = path.join(import.meta.dirname, '../public/root')
const drawing = readFileSync(path.join(folder, 'favicon.svg'), 'utf8')

/**
 * Systems cut these icons to a circle of four fifths or to a square of their own. The colour extends to the edge, and the
 * street stays within the safe area.
 */
const cutBySystems = drawing.replace('<svg ', '<svg x="3" y="3" width="34" height="34" ').replace(/ rx="\d+"/, '')
const colour = /<rect[^>]* fill="([^"]+)"/.exec(drawing)?.[1] ?? ''
const wholeSquare = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/>${cutBySystems}</svg>`

const icons = [
  { name: 'icon-192.png', svg: drawing, pixels: 192 },
  { name: 'icon-512.png', svg: drawing, pixels: 512 },
  { name: 'icon-maskable-512.png', svg: wholeSquare, pixels: 512 },
  // iOS asks for this file name and rounds the icon itself.
  { name: 'apple-touch-icon.png', svg: wholeSquare, pixels: 180 },
]
for (const { name, svg, pixels } of icons) {
  const density = (72 * pixels) / 40
  await sharp(Buffer.from(svg), { density })
    .resize(pixels, pixels)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(path.join(folder, name))
}
