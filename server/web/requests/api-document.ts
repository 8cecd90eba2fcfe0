import { pathTo } from '#server/paths.ts'

/** Contact and terms in the document of every API, as the office gives them; addresses are absolute. */
export const contactAndTerms = (publicUrl: string) => ({
  contact: { name: 'Programme office', url: publicUrl + pathTo('en', '/contact') },
  license: { name: 'Terms of use, as the programme office confirms them', url: publicUrl + pathTo('en', '/open-data') },
})
