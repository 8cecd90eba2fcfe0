// Updates the street plan without page loads: its controls are links, and following one replaces the plan with the one it
// leads to. On the plan the arrow keys, + and − follow the same links. Without this file they are plain links.
const keys = { ArrowLeft: 'left', ArrowRight: 'right', '+': 'in', '=': 'in', '-': 'out', '−': 'out' }
const place = () => document.querySelector('[data-plan]')
const drawing = () => place().querySelector('[data-plan-part=drawing]')
let asked = 0

if (place()) {
  document.documentElement.dataset.js = ''
  document.addEventListener('click', onClick)
  document.addEventListener('keydown', onKey)
  document.addEventListener('pointerover', onPointer)
  const here = place().querySelector('.here')
  if (here) scrollToMiddle(here.getBoundingClientRect())
}

function onClick(event) {
  const link = event.target.closest('[data-plan] :is(.street-bar, .nearer, .legend) a')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  follow(link)
}

function onKey(event) {
  const name = keys[event.key]
  if (!name || event.metaKey || event.ctrlKey || event.altKey || !event.target.closest('[data-plan]')) return
  const link = place().querySelector(`a[data-plan-go=${name}]`)
  if (!link) return
  event.preventDefault()
  follow(link)
}

/**
 * A plan beside other content has few links. Pointing at it with a mouse loads the plan with all links, in the same size.
 */
function onPointer({ pointerType, target }) {
  const detail = place()?.dataset.plan
  if (!detail || pointerType !== 'mouse' || !target.closest('[data-plan-part=drawing]')) return
  place().dataset.plan = ''
  fetchPlan(detail).then(
    fresh => fresh && putParts(fresh, '[data-plan-part=drawing]'),
    () => {},
  )
}

/**
 * Returns the address of a link and the metre to centre afterwards: zooming in shows the same part of the street, enlarged.
 */
function aimOf(link) {
  const address = new URL(link.getAttribute('href'), location.href)
  const zooms = ['in', 'out'].includes(link.dataset.planGo)
  if (!zooms && !link.closest('.nearer')) return { address, aimM: null }
  const seenM = seenInTheMiddle()
  if (zooms && seenM !== null && address.searchParams.has('zoom')) address.searchParams.set('at', seenM)
  return { address, aimM: address.searchParams.get('at') ?? seenM }
}

async function follow(link) {
  const { address, aimM } = aimOf(link)
  place().dataset.plan = ''
  place().setAttribute('aria-busy', 'true')
  const mine = asked + 1
  try {
    const fresh = await fetchPlan(address)
    if (fresh) put(fresh, aimM)
  } catch {
    if (mine === asked) location.assign(address.href)
  }
}

/** Fetches a page and its plan; returns null when another was requested meanwhile or the search has been replaced. */
async function fetchPlan(address) {
  asked += 1
  const mine = asked
  const here = place()
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
  const plan = page.querySelector('[data-plan]')
  if (!plan) throw new Error('no plan there')
  return mine === asked && place() === here ? { page, plan, address: new URL(response.url) } : null
}

function put({ page, plan, address }, aimM) {
  const back = whereFocusIs()
  putParts({ plan }, '[data-plan-part]')
  if (aimM !== null) scrollToMetre(aimM)
  place().querySelector('[data-plan-said]').textContent = plan.querySelector('[data-plan-said]').textContent
  place().removeAttribute('aria-busy')
  back()
  // Beside other content the page stays the same, and so does its link to the plan.
  if (address.pathname !== location.pathname) return
  for (const outside of ['.site-header', '.street-lit', '.street-open']) {
    document.querySelector(outside)?.replaceWith(page.querySelector(outside))
  }
  history.replaceState(history.state, '', address)
}

function putParts({ plan }, which) {
  const { scrollLeft } = drawing()
  for (const part of plan.querySelectorAll(which)) {
    place().querySelector(`[data-plan-part=${part.dataset.planPart}]`).replaceWith(part)
  }
  drawing().scrollLeft = scrollLeft
}

/**
 * Returns the metre of the street in the middle of the visible part; null when the whole plan is visible. On a phone the
 * drawing is wider than the screen.
 */
function seenInTheMiddle() {
  const { scrollLeft, scrollWidth, clientWidth, dataset } = drawing()
  if (scrollWidth <= clientWidth) return null
  const share = (scrollLeft + clientWidth / 2) / scrollWidth
  return Math.round(Number(dataset.from) + share * (dataset.to - dataset.from))
}

function scrollToMetre(metre) {
  const { scrollWidth, clientWidth, dataset } = drawing()
  const share = (metre - dataset.from) / (dataset.to - dataset.from)
  drawing().scrollLeft = share * scrollWidth - clientWidth / 2
}

function scrollToMiddle({ left, width }) {
  const frame = drawing().getBoundingClientRect()
  drawing().scrollLeft += left + width / 2 - frame.left - frame.width / 2
}

/** Returns a function that restores the keyboard focus to the same control or unit, or at least to the plan. */
function whereFocusIs() {
  const focused = document.activeElement
  if (!place().contains(focused) || !focused.closest('[data-plan-part]')) return () => {}
  const within = focused.closest('[data-plan-part]')
  const name = within.dataset.planPart
  const order = [...within.querySelectorAll('a')].indexOf(focused)
  const selector = focused.dataset.planGo
    ? `a[data-plan-go=${focused.dataset.planGo}]`
    : focused.closest('svg') && `svg a[href="${focused.getAttribute('href')}"]`
  return () => {
    const fresh = place().querySelector(`[data-plan-part=${name}]`)
    const same = selector ? fresh.querySelector(selector) : fresh.querySelectorAll('a')[order]
    const other = same ?? drawing()
    other.focus({ preventScroll: true })
  }
}
