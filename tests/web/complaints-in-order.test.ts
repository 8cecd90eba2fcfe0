import { expect, it } from 'vitest'
import { complaintsInOrder } from '#web/pages/error-summary-order.ts'

const summary = (...items: string[]) =>
  `<div class="error-summary"><h2>Wrong</h2>\n<ul data-complaints>\n${items.join('\n')}\n</ul>\n</div>`
const about = (id: string) => `<li><a href="#${id}">${id}</a></li>`
const fields = '<form><input id="from"><input id="to"><select id="cover"></select></form>'

it('lists errors in the order of their fields, with those without a field first', () => {
  expect(complaintsInOrder(summary(about('cover'), about('version'), about('to'), about('from')) + fields)).toBe(
    summary(about('version'), about('from'), about('to'), about('cover')) + fields,
  )
})

it('does not change any other list', () => {
  const alert = '<div class="error-summary" data-error-summary><h2>No</h2><p>Why</p></div>'
  const rest = `${alert}<h2>More</h2><ul><li><a href="#to">to</a><ul><li><a href="#from">a</a></li></ul></li> </ul>`
  expect(complaintsInOrder(rest + fields)).toBe(rest + fields)
  expect(complaintsInOrder(summary(about('from')) + rest + fields)).toBe(summary(about('from')) + rest + fields)
})
