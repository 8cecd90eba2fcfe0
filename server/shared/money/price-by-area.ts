/**
 * Returns the price of an area at a rate in fen per m², in whole fen; half a fen is rounded up. An area has two decimals,
 * and in floating point 66.71 times 12,950 is less than 863,894.5. So hundredths of a square metre are counted as whole
 * numbers.
 */
export const fenForArea = (perSqMFen: number, squareMetres: number): number =>
  Math.round((perSqMFen * Math.round(squareMetres * 100)) / 100)
