// Updates the search in place: htmx fetches the target of a link or of the search form and morphs this page into it, as the
// attributes in views/catalogue/browse say. Going back or forward does the same. Without this file they are ordinary links
// and an ordinary form.
import htmx from 'htmx.org'

// Error responses are shown as pages: see `leave`.
Object.assign(htmx.config, { noSwap: [204, 304, '4xx', '5xx'], includeIndicatorCSS: false })

const search = () => document.getElementById('search')
/** The request that was sent last. Going back and choosing something do not stop each other's requests by themselves. */
let sentLast

document.addEventListener('toggle', enter, true)
document.addEventListener('htmx:config:request', tidy)
document.addEventListener('htmx:before:request', ({ detail }) => (sentLast = detail.ctx))
document.addEventListener('htmx:before:swap', keep)
document.addEventListener('htmx:after:swap', settle)
document.addEventListener('htmx:error', leave)
document.addEventListener('htmx:response:error', leave)

/**
 * Moves the focus into the sheet of filters when it opens, to a button: focusing a field would open the on-screen keyboard.
 */
function enter({ target, newState }) {
  if (target.id === 'filters' && newState === 'open') target.querySelector('.filters__head button').focus()
}

/** Leaves empty fields out of the address. On a phone the filters are a sheet with its own button, which closes it. */
function tidy(event) {
  const { sourceElement: form, sourceEvent, request } = event.detail.ctx
  if (!form.matches('#filters, #ask')) return
  for (const [name, value] of [...request.body]) if (value === '') request.body.delete(name)
  if (form.id === 'ask' || !form.matches(':popover-open')) return
  if (sourceEvent.type === 'change') event.preventDefault()
  else form.hidePopover()
}

/**
 * Keeps what the server does not know: whether more filters are unfolded, and that a new page is read from its top. Drops an
 * answer that came after that to a later request.
 */
function keep(event) {
  const { ctx, tasks } = event.detail
  if (ctx !== sentLast) {
    event.preventDefault()
    return
  }
  const more = tasks[0].fragment.querySelector('.filters details')
  if (!more) {
    event.preventDefault()
    leave(event)
    return
  }
  more.open = search().querySelector('.filters details').open
  if (ctx.sourceElement.closest('.pagination')) document.activeElement.blur()
}

/**
 * Sets fields to the server's values after a morph, except the one that is being typed in: morphing sets attributes, not the
 * current values or ticks (bigskysoftware/htmx#4030). A focus whose element is gone moves to the result.
 */
function settle({ detail: { ctx } }) {
  nameAddress(ctx.text)
  const { activeElement: field } = document
  const typed = field.value
  for (const form of search().querySelectorAll('form')) form.reset()
  if (field.matches('.ask input, .filters input:not([type=checkbox])')) field.value = typed
  const folded = field.closest('details:not([open])')
  if (folded) folded.querySelector('summary').focus()
  else if (field === document.body && ctx.sourceElement !== field) {
    document.getElementById('found').focus({ preventScroll: true })
  }
}

/** Takes over the links of the head, which name the address of the page and its feed: browsers share and subscribe by them. */
function nameAddress(text) {
  const named = 'link[rel=canonical], link[rel=alternate]'
  const fresh = new window.DOMParser().parseFromString(text.slice(0, text.indexOf('</head>')), 'text/html')
  for (const link of document.head.querySelectorAll(named)) link.remove()
  document.head.append(...fresh.head.querySelectorAll(named))
}

/** Turns a failed request into a page load, so that the browser or the server says why. */
function leave({ detail: { ctx } }) {
  if (ctx && ctx === sentLast) location.assign(ctx.request.action)
}
