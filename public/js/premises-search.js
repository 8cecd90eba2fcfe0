// The search without page loads: a changed filter, or a link of the search, fetches the page and puts its search in place
// of this one. Without this file the form has its button and the links are links.
const search = () => document.querySelector('[data-search]')
let asked = 0
let shown = location.pathname + location.search

if (search()) {
  document.addEventListener('change', onChange)
  document.addEventListener('submit', onSubmit)
  document.addEventListener('click', onClick)
  window.addEventListener('popstate', onBack)
}

/** Back and forward show another search; a link within the page only another part of this one. */
function onBack() {
  if (location.pathname + location.search !== shown) location.reload()
}

/** On a phone the filters are a sheet with a button of its own: one request for all choices. */
function onChange({ target }) {
  const form = target.closest('[data-filters]')
  if (form && !form.matches(':popover-open')) show(addressOf(form), { changed: target })
}

function onSubmit(event) {
  const form = event.target.closest('[data-filters]')
  if (!form) return
  event.preventDefault()
  show(addressOf(form))
}

function onClick(event) {
  const link = event.target.closest('[data-search] :is(.chips, .sort, .views, .pagination) a')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  show(link.href, { toTop: Boolean(link.closest('.pagination')) })
}

/** The form's address without its empty fields. */
function addressOf(form) {
  const address = new URL(form.action)
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value)
  return address.href
}

async function show(address, { changed, toTop } = {}) {
  asked += 1
  const mine = asked
  search().setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(address, { headers: { Accept: 'text/html' } })
    const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
    if (mine === asked) put(page, response.url, changed)
    if (toTop) search().querySelector('#results').scrollIntoView()
  } catch {
    location.assign(address)
  }
}

function put(page, address, changed) {
  const fresh = page.querySelector('[data-search]')
  const more = search().querySelector('.filters details').open
  search().replaceWith(fresh)
  if (more) fresh.querySelector('.filters details').open = true
  history.pushState({}, '', address)
  shown = location.pathname + location.search
  document.querySelector('.languages').replaceWith(page.querySelector('.languages'))
  if (changed) refocus(fresh, changed)
}

/** Whoever works with the keyboard stays on the field that was changed. */
function refocus(fresh, { name, value }) {
  const fields = [...fresh.querySelectorAll(`[name="${name}"]`)]
  const same = fields.find(field => field.type !== 'checkbox' || field.value === value)
  same?.focus({ preventScroll: true })
}
