// The keys with which a list is worked without a mouse. A list says `data-rows`; in each of its rows the link that is
// opened is the first link, or the one that says `data-open`; `data-edit` is what `e` presses. What is done with ticked
// rows stands in `.bulk-bar`.
const typing =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])'
const rowsOf = () =>
  [...document.querySelectorAll('[data-rows] > :not(.row-form-row)')].filter(row => row.querySelector('a[href]'))
const rowAt = () => document.querySelector('[data-row-at]')
/** Where the row stood that one was on: it may be gone, or another in its place, when it has been changed. */
let place = -1

/** The link takes the focus with it, so that Tab and a screen reader go on from the row. */
function goTo(row) {
  if (!row) return
  linkOf(row)?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

const linkOf = row => row?.querySelector('[data-open]') ?? row?.querySelector('a[href]')

const areOn = () => document.body.dataset.shortcuts === 'on'

/** One is on the row that has the focus, by whatever key it came there, and stays on it when the focus leaves the list. */
document.addEventListener('focusin', ({ target }) => {
  if (!areOn() || !target.matches(':focus-visible')) return
  const rows = rowsOf()
  const at = rows.indexOf(target.closest('[data-rows] > *'))
  if (at < 0) return
  rowAt()?.removeAttribute('data-row-at')
  rows[at].setAttribute('data-row-at', '')
  place = at
})

function step(by) {
  const rows = rowsOf()
  const at = rows.indexOf(rowAt())
  const from = at < 0 && by > 0 ? place - 1 : place
  goTo(rows[Math.min(rows.length - 1, Math.max(0, (at < 0 ? from : at) + by))])
}

const press = target => target?.click()
const acts = {
  j: () => step(1),
  k: () => step(-1),
  o: () => press(linkOf(rowAt())),
  x: () => press(rowAt()?.querySelector('input[type="checkbox"]')),
  e: () => press(rowAt()?.querySelector('[data-edit]')),
  b: () => document.querySelector('.bulk-bar button')?.focus(),
  n: () => press(document.querySelector('a[rel="next"]')),
  p: () => press(document.querySelector('a[rel="prev"]')),
  '/': () => document.querySelector('[data-finder], input[type="search"]')?.focus(),
  '?': () => press(document.querySelector('[data-keyboard-help]')),
}

const isText = ({ ctrlKey, metaKey, altKey, isComposing, target }) =>
  ctrlKey || metaKey || altKey || isComposing || target.closest?.(typing)

document.addEventListener('keydown', event => {
  const act = acts[event.key]
  if (!act || event.defaultPrevented || !areOn() || isText(event)) return
  event.preventDefault()
  act()
})
