// Script of views/reviewing/_pdf-viewer.hbs: draws one page of a PDF at a time onto a canvas. The file's scripts, forms,
// links and attachments are never run or shown (ADR 27).
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'

const viewer = document.querySelector('[data-file]')
const canvas = viewer.querySelector('canvas')
const state = viewer.querySelector('[data-state]')
const number = viewer.querySelector('[data-page]')
const smallest = 0.25
const largest = 4
// Bytes of the picture in memory: phones draw nothing beyond this size.
const largestCanvas = 16_000_000

const { file, worker, parts, failed } = viewer.dataset
let pdf
let page = 1
let zoom = 1
let drawing = Promise.resolve()
let wanted = 0

GlobalWorkerOptions.workerSrc = worker

start().catch(() => {
  state.textContent = failed
  viewer.classList.add('viewer-page--failed')
})

async function start() {
  pdf = await getDocument({
    url: file,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    disableRange: true,
    disableStream: true,
    cMapUrl: `${parts}cmaps/`,
    standardFontDataUrl: `${parts}standard_fonts/`,
    wasmUrl: `${parts}wasm/`,
    maxImageSize: 50_000_000,
  }).promise
  number.max = String(pdf.numPages)
  viewer.querySelector('[data-pages]').textContent = String(pdf.numPages)
  viewer.querySelector('[data-tools]').hidden = false
  await show()
}

/** Draws one page at a time; of several requested meanwhile only the last one is drawn. */
function show() {
  wanted += 1
  const mine = wanted
  drawing = drawing.then(() => (mine === wanted ? draw() : undefined))
  return drawing
}

async function draw() {
  const sheet = await pdf.getPage(page)
  const width = viewer.querySelector('[data-sheet]').clientWidth
  const fit = width / sheet.getViewport({ scale: 1 }).width
  const sharp = window.devicePixelRatio || 1
  const shown = sheet.getViewport({ scale: fit * zoom })
  const dots = Math.min(sharp, Math.sqrt(largestCanvas / (shown.width * shown.height)))
  canvas.width = Math.floor(shown.width * dots)
  canvas.height = Math.floor(shown.height * dots)
  canvas.style.width = `${Math.floor(shown.width)}px`
  const viewport = sheet.getViewport({ scale: fit * zoom * dots })
  // 0 means no annotations at all: no links, no forms, and nothing hidden behind a note.
  await sheet.render({ canvas, viewport, annotationMode: 0 }).promise
  number.value = String(page)
  state.textContent = ''
  viewer.querySelector('[data-act=back]').disabled = page === 1
  viewer.querySelector('[data-act=forward]').disabled = page === pdf.numPages
}

function go(to) {
  if (!pdf || !Number.isInteger(to)) return
  page = Math.min(Math.max(to, 1), pdf.numPages)
  viewer.querySelector('[data-sheet]').scrollTo(0, 0)
  void show()
}

function enlarge(times) {
  if (!pdf) return
  zoom = times === 0 ? 1 : Math.min(Math.max(zoom * times, smallest), largest)
  void show()
}

const acts = {
  first: () => go(1),
  last: () => go(pdf?.numPages),
  back: () => go(page - 1),
  forward: () => go(page + 1),
  larger: () => enlarge(1.25),
  smaller: () => enlarge(0.8),
  fit: () => enlarge(0),
}
const keys = {
  Home: 'first',
  End: 'last',
  ArrowLeft: 'back',
  PageUp: 'back',
  ArrowRight: 'forward',
  PageDown: 'forward',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  0: 'fit',
}

viewer.addEventListener('click', event => acts[event.target.closest('[data-act]')?.dataset.act]?.())
number.addEventListener('change', () => go(Number(number.value)))
document.addEventListener('keydown', event => {
  const act = acts[keys[event.key]]
  if (!act || event.target === number || event.ctrlKey || event.metaKey || event.altKey) return
  act()
  event.preventDefault()
})
let resized
window.addEventListener('resize', () => {
  window.clearTimeout(resized)
  resized = window.setTimeout(() => pdf && show(), 150)
})
