// The plan shows a place while it is typed. Without this file a button shows it.
const form = document.querySelector('[data-place-form]')
const waitMs = 250
let waiting
let asked = 0

/** On a phone the plan is wider than its frame: what is placed is what one wants to see. */
function lookAtPlace() {
  const frame = document.querySelector('[data-place-plan]')
  const place = frame?.querySelector('.here, .block-here')
  if (!place) return
  const [shape, around] = [place.getBoundingClientRect(), frame.getBoundingClientRect()]
  frame.scrollLeft += shape.left + shape.width / 2 - around.left - around.width / 2
}

/** What is too long for an address is sent, and said to be looked at only. */
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
  // An answer that comes late is not shown over a later one.
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
