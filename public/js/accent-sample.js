// Shows a colour while it is typed or picked. Without this file a button shows it.
const form = document.querySelector('[data-accent-form]')
const sample = document.querySelector('[data-accent-sample]')
const picking = document.querySelector('[data-accent-picker]')
const waitMs = 200
let waiting
let asked = 0

async function show() {
  const mine = ++asked
  const query = new URLSearchParams({ accent: form.elements.accent.value })
  const response = await fetch(`${form.action}?${query}`)
  const page = new window.DOMParser().parseFromString(await response.text(), 'text/html')
  const fresh = page.querySelector('[data-accent-sample]')
  // A late response must not replace a newer one.
  if (!response.ok || !fresh || mine !== asked) return
  const picked = page.querySelector('[data-accent-picker] input').value
  if (fresh.childElementCount > 0) picking.querySelector('input').value = picked
  sample.replaceChildren(...fresh.childNodes)
}

if (form) {
  picking.hidden = false
  form.querySelector('[data-accent-show]').hidden = true
  form.addEventListener('input', event => {
    if (event.target.type === 'color') form.elements.accent.value = event.target.value
    window.clearTimeout(waiting)
    waiting = window.setTimeout(() => void show().catch(() => undefined), waitMs)
  })
}
