// Unfolds the target of an address, in browsers that do not do so by themselves; Escape closes a drawer and returns the
// focus to the line that opened it.
function unfold() {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null
  const folded = []
  for (let part = target?.closest('details'); part; part = part.parentElement?.closest('details')) folded.push(part)
  const closed = folded.filter(({ open }) => !open)
  for (const part of closed) part.open = true
  if (closed.length > 0) target.scrollIntoView()
}

addEventListener('hashchange', unfold)
unfold()

// Scrolls the open document into view in its list.
const open = document.querySelector('.case-documents [aria-current]')
if (open) {
  const list = open.closest('nav')
  list.scrollTop = open.offsetTop - list.offsetTop
}

document.addEventListener('keydown', event => {
  const drawer = event.key === 'Escape' ? document.querySelector('[data-drawer][open]') : null
  if (!drawer || event.defaultPrevented) return
  // A focus outside the drawer stays where it is.
  const wasWithin = drawer.contains(document.activeElement)
  drawer.open = false
  if (wasWithin) drawer.querySelector('summary').focus()
})
