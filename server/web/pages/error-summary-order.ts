const beginning = '<ul data-complaints>'
/** Matches only the list of the partial `form/error-summary`. */
const lists = /(?<=<ul data-complaints>)[^]*?(?=<\/ul>)/g
const complaint = /<li>(?:<a href="#([^"]*)">)?[^]*?<\/li>/g

/** Tells whether a page has the partial `form/error-summary`. */
export const hasComplaints = (page: string): boolean => page.includes(beginning)

/**
 * Sorts the complaints above a refused form by the position of their fields on the page. The rules that find them do not
 * know the page, and rules between fields run last. Complaints without a field concern the whole form and come first.
 */
export const complaintsInOrder = (page: string): string =>
  page.replaceAll(lists, items => {
    const placed = [...items.matchAll(complaint)].map(([item, id = '']) => ({ item, at: page.indexOf(` id="${id}"`) }))
    const ordered = placed.toSorted((one, other) => one.at - other.at).map(({ item }) => item)
    return `\n${ordered.join('\n')}\n`
  })
