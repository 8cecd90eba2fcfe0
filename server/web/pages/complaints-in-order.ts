const mark = 'data-test="error-summary"'
/** As the partial `error-summary` writes it, and nothing else that looks alike. */
const list = new RegExp(`(${mark}>\\s*<h2>[^]*?</h2>\\s*<ul>\\s*)([^]*?)(</ul>)`, 'g')
const complaints = /<li>(?:<a href="#([^"]*)">)?[^]*?<\/li>/g

/**
 * The complaints above a refused form in the order in which their fields stand on the page: the rules that find them know no
 * page, and rules between fields speak last. What leads to no field is about the whole form, and comes first.
 */
export const complaintsInOrder = (body: string): string =>
  body.includes(mark)
    ? body.replace(
        list,
        (_found, before: string, items: string, after: string) => before + inOrder(body, items) + after,
      )
    : body

function inOrder(body: string, items: string): string {
  const placed = [...items.matchAll(complaints)].map(([item, id = '']) => ({ item, at: body.indexOf(` id="${id}"`) }))
  return placed
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
    .join('\n')
}
