/** The site on the screen of a phone or computer. */
export const installed = {
  // Under an icon there is room for a dozen letters.
  'installed.short-name': 'Ул. стартапов',
} as const
