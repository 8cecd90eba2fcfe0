// Sends and saves the photos of a unit without a page load, so that other input on the page is kept. Without this file each
// form loads the page again.
const place = '[data-photo-section]'
const dressers = []

/** Registers a function that sets up the photos, now and each time they are replaced. */
export function onPhotos(dress) {
  dressers.push(dress)
  const section = document.querySelector(place)
  if (section) dress(section)
}

export const filled = (words, gaps) => words.replace(/\{(\w+)\}/g, (all, gap) => String(gaps[gap] ?? all))

/** Shows a message about the photos and announces it to screen readers. Its element stays when the photos are replaced. */
export function announce(words) {
  document.querySelector('[data-photo-state]').textContent = words
}

/** Returns the unsent input of each part: the typed values and the revision from which it was begun. */
function begun(section, sent) {
  const changed = input => input.value !== input.defaultValue
  return [...section.querySelectorAll('[data-begun]')]
    .map(part => ({ part: part.dataset.begun, inputs: [...part.querySelectorAll('input')] }))
    .filter(({ inputs }) => inputs.some(input => input.type !== 'hidden' && input.form !== sent && changed(input)))
}

function continueThem(section, parts) {
  for (const { part, inputs } of parts) {
    const fresh = section.querySelector(`[data-begun="${part}"]`)
    for (const { name, value } of fresh ? inputs : []) fresh.querySelector(`[name="${name}"]`).value = value
  }
}

/** Replaces the photos with those of a fetched page. */
export function showPhotos(page, { sent = null } = {}) {
  const fresh = page.querySelector(place)
  if (!fresh) return false
  const section = document.querySelector(place)
  const parts = begun(section, sent)
  // Running uploads and their results stay visible.
  fresh.querySelector('[data-photo-upload]').replaceWith(section.querySelector('[data-photo-upload]'))
  section.replaceWith(fresh)
  continueThem(fresh, parts)
  for (const dress of dressers) dress(fresh)
  return true
}

export const pageOf = html => new window.DOMParser().parseFromString(html, 'text/html')

/** Moves the focus to the errors, else to the button that was pressed. */
function goOn(form) {
  const section = document.querySelector(place)
  const complaint = section.querySelector('[data-test="photo-complaints"]')
  const next = complaint ?? section.querySelector(`#${form} button`)
  next?.focus()
  return !complaint
}

async function save(form) {
  const body = new URLSearchParams(new FormData(form))
  const response = await fetch(form.action, { method: 'POST', body })
  const page = pageOf(await response.text())
  if (!showPhotos(page, { sent: form })) {
    location.reload()
    return
  }
  const good = goOn(form.id)
  announce(good ? (page.querySelector('[data-test="notice"]')?.textContent.trim() ?? '') : '')
}

onPhotos(section => {
  for (const form of section.querySelectorAll('[data-quiet]')) {
    form.addEventListener('submit', event => {
      event.preventDefault()
      save(form).catch(() => form.submit())
    })
  }
})
