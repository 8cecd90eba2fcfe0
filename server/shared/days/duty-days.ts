/** Days from the handover by which the business licence is due, and by which the shop is open. */
export const dutyDays = { licence: 60, opening: 90 } as const
