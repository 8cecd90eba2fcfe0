/** Matches only the list of the partial `form/error-summary`. With a lookbehind it would cost each page 0.2 ms. */
const lists = /(<ul data-complaints>)([^]*?)(?=<\/ul>)/g
const complaint = /<li>(?:<a href="#([^"]*)">)?[^]*?<\/li>/g

/**
 * Sorts the complaints above a refused form by the position of their fields on the page. The rules that find them do not
 * know the page, and rules between fields run last. Complaints without a field concern the whole form and come first.
 */
export const complaintsInOrder = (page: string): string =>
  page.replaceAll(lists, (_found, begin: string, items: string) => {
    const placed = [...items.matchAll(complaint)].map(([item, id = '']) => ({ item, at: page.indexOf(` id="${id}"`) }))
    const ordered = placed.toSorted((one, other) => one.at - other.at).map(({ item }) => item)
    return `${begin}\n${ordered.join('\n')}\n`
  })
