// The street plan without page loads: its controls are links, and a followed one puts the plan it leads to in place of
// this one. On the plan the arrow keys, + and − follow the same links. Without this file they are plain links.
const keys = { ArrowLeft: 'left', ArrowRight: 'right', '+': 'in', '=': 'in', '-': 'out', '−': 'out' }
const place = () => document.querySelector('[data-plan]')
let asked = 0

if (place()) {
  document.documentElement.dataset.js = ''
  document.addEventListener('click', onClick)
  document.addEventListener('keydown', onKey)
}

function onClick(event) {
  const link = event.target.closest('[data-plan] .street-bar a, [data-plan] .nearer, .legend--links a')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  follow(link.href ?? link.getAttribute('href'))
}

function onKey(event) {
  const name = keys[event.key]
  if (!name || event.metaKey || event.ctrlKey || event.altKey || !event.target.closest('[data-plan]')) return
  const link = place().querySelector(`a[data-plan-go=${name}]`)
  if (!link) return
  event.preventDefault()
  follow(link.href)
}

async function follow(target) {
  // A link of the drawing is SVG: its `href` is an object.
  const address = new URL(target.baseVal ?? target, location.href).href
  asked += 1
  const mine = asked
  place().setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(address, { headers: { Accept: 'text/html' } })
    const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
    if (mine === asked) put(page.querySelector('[data-plan]'), page, response.url)
  } catch {
    location.assign(address)
  }
}

function put(fresh, page, address) {
  const back = whereFocusIs()
  for (const part of fresh.querySelectorAll('[data-plan-part]')) {
    place().querySelector(`[data-plan-part=${part.dataset.planPart}]`).replaceWith(part)
  }
  place().querySelector('[data-plan-said]').textContent = fresh.querySelector('[data-plan-said]').textContent
  for (const outside of ['.languages', '.street-card__foot']) {
    document.querySelector(outside)?.replaceWith(page.querySelector(outside))
  }
  place().removeAttribute('aria-busy')
  history.replaceState(history.state, '', address)
  back()
}

/** Whoever works with the keyboard stays on the control or the premises, or at least on the plan. */
function whereFocusIs() {
  const focused = document.activeElement
  if (!place().contains(focused)) return () => {}
  const selector = focused.dataset.planGo
    ? `a[data-plan-go=${focused.dataset.planGo}]`
    : focused.closest('svg') && `svg a[href="${focused.getAttribute('href')}"]`
  return () => {
    const same = selector && place().querySelector(selector)
    const other = same ?? place().querySelector('[data-plan-part=drawing]')
    other.focus({ preventScroll: true })
  }
}
