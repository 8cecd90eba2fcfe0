import { create } from 'qrcode'

/** A square picture as one SVG path on a grid of `size` units; its quiet zone is part of it (ISO/IEC 18004: four units). */
export type QrCode = { size: number; path: string }

const quiet = 4

/** A text, as a rule an address, as a QR code that still reads with 15 % of it covered. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => [at % modules.size, Math.floor(at / modules.size)])
    .filter(([column = 0, row = 0]) => modules.get(row, column))
    .map(([column = 0, row = 0]) => `M${column + quiet} ${row + quiet}h1v1h-1z`)
  return { size: modules.size + 2 * quiet, path: dark.join('') }
}
