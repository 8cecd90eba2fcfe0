import { create } from 'qrcode'

/** A square QR code as one SVG path on a grid of `size` units, including the quiet zone (ISO/IEC 18004: four units). */
export type QrCode = { size: number; path: string }

const quietZone = 4

/** Returns a text, usually an address, as a QR code that is readable with 15 % of it covered. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => [at % modules.size, Math.floor(at / modules.size)])
    .filter(([column = 0, row = 0]) => modules.get(row, column))
    .map(([column = 0, row = 0]) => `M${column + quietZone} ${row + quietZone}h1v1h-1z`)
  return { size: modules.size + 2 * quietZone, path: dark.join('') }
}
