// Sets the focal point of a photo on the photo itself: by a click, by dragging, or by the arrow keys. Without this file it
// is set by two numbers.
import { filled, onPhotos } from './photo-section.js'

const stepPercent = 5
const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const within = value => Math.min(100, Math.max(0, Math.round(value)))
const classOf = percent => Math.round(percent / stepPercent)

function dress(item) {
  const { mark: words, at } = item.querySelector('[data-focus]').dataset
  const frame = item.querySelector('.photo-item__whole')
  const crop = item.querySelector('.photo-item__crop img')
  const [x, y] = ['x', 'y'].map(axis => item.querySelector(`[name="focus.${axis}"]`))
  const mark = document.createElement('button')
  mark.type = 'button'
  mark.className = 'focus-mark'
  const said = document.createElement('span')
  said.className = 'visually-hidden'
  said.setAttribute('role', 'status')
  frame.append(mark, said)
  frame.classList.add('photo-item__whole--set')

  const show = () => {
    const [left, top] = [x, y].map(input => within(Number(input.value)))
    mark.style.left = `${left}%`
    mark.style.top = `${top}%`
    mark.ariaLabel = filled(words, { x: left, y: top })
    crop.className = `fx${classOf(left)} fy${classOf(top)}`
  }
  const set = (left, top) => {
    x.value = within(left)
    y.value = within(top)
    show()
  }
  const setBy = ({ clientX, clientY }) => {
    const box = frame.querySelector('img').getBoundingClientRect()
    set(((clientX - box.left) / box.width) * 100, ((clientY - box.top) / box.height) * 100)
  }
  frame.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    event.preventDefault()
    mark.focus()
    frame.setPointerCapture(event.pointerId)
    setBy(event)
  })
  frame.addEventListener('pointermove', event => {
    if (frame.hasPointerCapture(event.pointerId)) setBy(event)
  })
  mark.addEventListener('keydown', event => {
    const way = keys[event.key]
    if (!way) return
    event.preventDefault()
    const step = event.shiftKey ? 1 : stepPercent
    set(Number(x.value) + way[0] * step, Number(y.value) + way[1] * step)
    said.textContent = filled(at, { x: x.value, y: y.value })
  })
  for (const input of [x, y]) input.addEventListener('input', show)
  show()
}

onPhotos(section => section.querySelectorAll('[data-photo]').forEach(dress))
