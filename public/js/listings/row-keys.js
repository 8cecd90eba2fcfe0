// Keyboard shortcuts for lists. A list has `data-rows`. In each row the first link, or the one with `data-open`, opens it;
// `data-edit` is pressed by `e`. The actions on ticked rows are in `.bulk-bar`.
const typing =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])'
const rowsOf = () =>
  [...document.querySelectorAll('[data-rows] > :not(.row-form-row)')].filter(row => row.querySelector('a[href]'))
const rowAt = () => document.querySelector('[data-row-at]')
/** Index of the current row: after a change the row may be gone or replaced. */
let place = -1

/** Focuses the link of a row, so that Tab and a screen reader continue from there. */
function goTo(row) {
  if (!row) return
  linkOf(row)?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

const linkOf = row => row?.querySelector('[data-open]') ?? row?.querySelector('a[href]')

const areOn = () => document.body.dataset.shortcuts === 'on'

/** The current row is the one that has the focus, by whatever key, and stays current when the focus leaves the list. */
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
