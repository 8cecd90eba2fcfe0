import { pathTo } from '#server/paths.ts'

/** What the document of every API says of whom to ask and of the terms, which the office gives; addresses are absolute. */
export const contactAndTerms = (publicUrl: string) => ({
  contact: { name: 'Programme office', url: publicUrl + pathTo('en', '/contact') },
  license: { name: 'Terms of use, as the programme office confirms them', url: publicUrl + pathTo('en', '/open-data') },
})
