// Suggests the passport spelling of a Cyrillic name while it is typed, from the same table as on the server. It never
// changes a field by itself. Without this file the button shows the suggestion.
import { suggestNames } from '#features/applying/passport-latin.ts'

const cyrillic = document.querySelector('[name="nameCyrillic"]')
const places = [...document.querySelectorAll('[data-latin-for]')]

const fieldOf = place => document.querySelector(`[name="${place.dataset.latinFor}"]`)

function suggest() {
  const names = suggestNames(cyrillic.value)
  for (const place of places) {
    const name = names[place.dataset.latinFor]
    place.querySelector('b').textContent = name
    place.hidden = name === '' || name === fieldOf(place).value.trim().toUpperCase()
  }
}

function offer(place) {
  const use = document.createElement('button')
  use.type = 'button'
  use.className = 'button button--quiet'
  use.textContent = place.dataset.use
  use.addEventListener('click', () => {
    const field = fieldOf(place)
    field.value = place.querySelector('b').textContent
    field.focus()
    suggest()
  })
  place.append(' ', use)
}

if (cyrillic && places.length > 0) {
  document.querySelector('[data-latin-button]').hidden = true
  for (const place of places) {
    offer(place)
    fieldOf(place).addEventListener('input', suggest)
  }
  cyrillic.addEventListener('input', suggest)
  suggest()
}
