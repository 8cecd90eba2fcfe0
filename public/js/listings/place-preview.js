// Shows a place on the plan while it is typed. Without this file a button shows it.
const form = document.querySelector('[data-place-form]')
const waitMs = 250
let waiting
let asked = 0

/** Scrolls to the place: on a phone the plan is wider than its frame. */
function lookAtPlace() {
  const frame = document.querySelector('[data-place-plan]')
  const place = frame?.querySelector('.here, .block-here')
  if (!place) return
  const shape = place.getBoundingClientRect()
  const around = frame.getBoundingClientRect()
  frame.scrollLeft += shape.left + shape.width / 2 - around.left - around.width / 2
}

/** Sends the form as a preview by POST, as it is too long for an address. */
function look(body) {
  body.set('look', 'yes')
  return fetch(form.action, { method: 'POST', body })
}

async function show() {
  const mine = ++asked
  const query = new URLSearchParams(new FormData(form))
  for (const name of ['version', 'seen', 'confirmed']) query.delete(name)
  const response = await (form.dataset.placeForm === 'post' ? look(query) : fetch(`${location.pathname}?${query}`))
  const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
  // A late response must not replace a newer one.
  if (!response.ok || mine !== asked) return
  for (const part of ['[data-place-plan]', '[data-place-doubts]']) {
    const fresh = page.querySelector(part)
    const shown = document.querySelector(part)
    if (fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes)
  }
  lookAtPlace()
}

lookAtPlace()

form?.addEventListener('input', event => {
  if (event.target.type === 'checkbox') return
  window.clearTimeout(waiting)
  waiting = window.setTimeout(() => void show().catch(() => undefined), waitMs)
})
