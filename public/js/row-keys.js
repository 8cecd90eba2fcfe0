// The keys with which a list is worked without a mouse. A list says `data-rows`; in each of its rows the link that is
// opened is the first link, or the one that says `data-open`; `data-edit` is what `e` presses.
const typing =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])'
const rowsOf = () => [...document.querySelectorAll('[data-rows] > *')].filter(row => row.querySelector('a[href]'))
const rowAt = () => document.querySelector('[data-row-at]')

/** The link takes the focus with it, so that Tab and a screen reader go on from the row. */
function goTo(row) {
  if (!row) return
  rowAt()?.removeAttribute('data-row-at')
  row.setAttribute('data-row-at', '')
  linkOf(row)?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

const linkOf = row => row?.querySelector('[data-open]') ?? row?.querySelector('a[href]')

function step(by) {
  const rows = rowsOf()
  const at = rows.indexOf(rowAt())
  goTo(at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))])
}

const press = target => target?.click()
const acts = {
  j: () => step(1),
  k: () => step(-1),
  o: () => press(linkOf(rowAt())),
  x: () => press(rowAt()?.querySelector('input[type="checkbox"]')),
  e: () => press(rowAt()?.querySelector('[data-edit]')),
  n: () => press(document.querySelector('a[rel="next"]')),
  p: () => press(document.querySelector('a[rel="prev"]')),
  '/': () => document.querySelector('[data-finder], input[type="search"]')?.focus(),
  '?': () => press(document.querySelector('[data-keyboard-help]')),
}

const isText = ({ ctrlKey, metaKey, altKey, isComposing, target }) =>
  ctrlKey || metaKey || altKey || isComposing || target.closest?.(typing)

document.addEventListener('keydown', event => {
  const act = acts[event.key]
  if (!act || event.defaultPrevented || document.body.dataset.shortcuts !== 'on' || isText(event)) return
  event.preventDefault()
  act()
})
