/**
 * What an area costs at a rate in fen per m², in whole fen, half a fen up. An area has two decimals, and the machine's 66.71
 * times 12,950 is less than 863,894.5: hundredths of a square metre are counted in whole numbers.
 */
export const fenForArea = (perSqMFen: number, squareMetres: number): number =>
  Math.round((perSqMFen * Math.round(squareMetres * 100)) / 100)
