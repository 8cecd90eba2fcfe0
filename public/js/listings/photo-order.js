// Sorts photos by dragging or by the arrow keys; the numbers follow, and the form saves them. Without this file the numbers
// are typed.
import { announce, filled, onPhotos } from './photo-section.js'

const photosIn = list => [...list.querySelectorAll('[data-photo]')]

function renumber(list) {
  for (const [index, item] of photosIn(list).entries()) item.querySelector('[data-place]').value = index + 1
}

function tell(list, item) {
  const photos = photosIn(list)
  const gaps = { number: item.dataset.number, place: photos.indexOf(item) + 1, count: photos.length }
  announce(filled(list.dataset.moved, gaps))
}

function step(list, item, forward) {
  const other = forward ? item.nextElementSibling : item.previousElementSibling
  if (!other) return
  if (forward) other.after(item)
  else other.before(item)
  renumber(list)
  tell(list, item)
  item.querySelector('.photo-handle').focus()
}

/** Moves the dragged photo before or after the one under the pointer. */
function dragOver(list, event) {
  const item = list.querySelector('.photo-item--dragged')
  if (!item) return
  event.preventDefault()
  const other = event.target.closest('[data-photo]')
  if (!other || other === item) return
  const { top, height } = other.getBoundingClientRect()
  if (event.clientY < top + height / 2) other.before(item)
  else other.after(item)
}

function giveHandle(list, item) {
  const input = item.querySelector('[data-place]')
  if (!input) return
  const handle = document.createElement('button')
  handle.type = 'button'
  handle.className = 'photo-handle button--quiet'
  handle.textContent = '⠿'
  handle.ariaLabel = input.dataset.handle
  handle.draggable = true
  item.prepend(handle)
  handle.addEventListener('keydown', event => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    step(list, item, event.key === 'ArrowDown')
  })
  handle.addEventListener('dragstart', event => {
    item.classList.add('photo-item--dragged')
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/x-photo', item.dataset.photo)
    event.dataTransfer.setDragImage(item, 20, 20)
    // Deferred, because a browser ends a drag when its start changes the page.
    window.setTimeout(() => {
      list.classList.add('photo-list--ordering')
      item.scrollIntoView({ block: 'center' })
    })
  })
  handle.addEventListener('dragend', () => {
    item.classList.remove('photo-item--dragged')
    list.classList.remove('photo-list--ordering')
    renumber(list)
    tell(list, item)
  })
}

onPhotos(section => {
  const list = section.querySelector('[data-photos]')
  if (!list) return
  for (const item of photosIn(list)) giveHandle(list, item)
  list.addEventListener('dragover', event => dragOver(list, event))
  list.addEventListener('drop', event => event.preventDefault())
})
