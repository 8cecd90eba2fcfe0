// Runs the calculator without page loads: its form and the buttons of its rows fetch the page and replace this one. Without
// this file the form is an ordinary one and the link is copied by hand.
const calculator = () => document.querySelector('[data-calculator]')
let shownLast = 0

if (calculator()) {
  document.addEventListener('submit', onSubmit)
  document.addEventListener('click', onCopy)
  window.addEventListener('popstate', () => location.reload())
  showCopy()
}

function onSubmit(event) {
  const form = event.target.closest('.calculator__form')
  if (!form) return
  event.preventDefault()
  const address = new URL(form.action)
  address.search = new window.URLSearchParams(new FormData(form, event.submitter)).toString()
  show(address.href)
}

/** Shows a page; one that is asked for later takes its place, even if its answer comes first. */
async function show(address) {
  const mine = (shownLast += 1)
  calculator().setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(address, { headers: { Accept: 'text/html' } })
    const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
    if (mine === shownLast) put(page, response.url, goOnWith(address))
  } catch {
    if (mine === shownLast) location.assign(address)
  }
}

/**
 * Moves the focus after a row was added or removed. Scripts cannot read the hash of a redirect, so the new last row, or the
 * next row, is used.
 */
function goOnWith(address) {
  const asked = new URL(address).searchParams
  const rows = Number(asked.get('k'))
  if (asked.has('add')) return `c${rows + 1}n`
  if (asked.has('remove')) return rows > 1 ? `c${Math.min(Number(asked.get('remove')), rows - 1)}n` : 'add'
  return null
}

function put(page, address, field) {
  const fresh = page.querySelector('[data-calculator]')
  calculator().replaceWith(fresh)
  history.pushState({}, '', address)
  document.querySelector('.site-header').replaceWith(page.querySelector('.site-header'))
  showCopy()
  const target = field ? document.getElementById(field) : fresh.querySelector('[data-error-summary], #answer')
  target?.focus({ preventScroll: Boolean(field) })
  target?.scrollIntoView({ block: field ? 'center' : 'nearest' })
}

function showCopy() {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('[data-copy] button')) button.hidden = false
}

async function onCopy({ target }) {
  const box = target.closest('[data-copy]')
  if (!box || !target.closest('button')) return
  const field = box.querySelector('input')
  await navigator.clipboard.writeText(field.value).catch(() => field.select())
  document.getElementById(field.getAttribute('aria-describedby')).textContent = box.dataset.copied
}
