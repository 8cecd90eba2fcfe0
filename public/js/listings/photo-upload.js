// Uploads photos that are dropped or chosen, one after another, each with a progress bar and a state, and offers a retry for
// one that did not arrive. Without this file the same form posts all of them.
import { announce, filled, onPhotos, pageOf, showPhotos } from './photo-section.js'

const names = ['drop', 'waiting', 'sending', 'working', 'sent', 'failed', 'retry', 'done']
const wordsOf = form => Object.fromEntries(form.dataset.words.split('|').map((word, index) => [names[index], word]))

function lineFor(file, words) {
  const line = document.createElement('li')
  const [name, progress, state] = ['span', 'progress', 'span'].map(tag => document.createElement(tag))
  name.textContent = file.name
  progress.max = 100
  progress.value = 0
  progress.ariaLabel = file.name
  state.textContent = words.waiting
  line.append(name, progress, state)
  return { line, progress, state }
}

/** Uploads one file; resolves with "sent", or with sentences that say why not. */
function send(form, file, { progress, state }, words) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => {
      const percent = Math.floor((loaded / total) * 100)
      progress.value = percent
      state.textContent = percent < 100 ? filled(words.sending, { percent }) : words.working
    }
    request.onerror = () => resolve({ lost: true })
    request.onload = () => {
      if (request.status === 201) resolve({ sent: true })
      else if (request.status === 422 && request.response) resolve({ complaints: request.response.complaints })
      else resolve({ lost: true })
    }
    const body = new FormData()
    body.append('photos', file)
    request.send(body)
  })
}

function offerRetry(shown, words, again) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button--second'
  button.textContent = words.retry
  button.addEventListener('click', () => {
    button.remove()
    again()
  })
  shown.line.append(button)
}

async function sendOne(form, one, words) {
  const { shown, file } = one
  const { sent, lost, complaints = [] } = await send(form, file, shown, words)
  shown.progress.value = sent ? 100 : 0
  shown.line.className = sent ? 'upload-line--sent' : 'upload-line--failed'
  shown.state.textContent = sent ? words.sent : lost ? words.failed : complaints.join(' ')
  if (lost) offerRetry(shown, words, () => void sendAll(form, [one], words))
  return Boolean(sent)
}

async function sendAll(form, files, words) {
  let sent = 0
  for (const one of files) if (await sendOne(form, one, words)) sent += 1
  if (sent > 0) await showAdded()
  announce(filled(words.done, { sent, failed: files.length - sent }))
}

/** Replaces the photos with the current ones. */
async function showAdded() {
  const response = await fetch(location.pathname)
  showPhotos(pageOf(await response.text()))
}

function begin(form, files, words) {
  const lines = form.querySelector('[data-upload-lines]')
  const all = [...files].map(file => ({ file, shown: lineFor(file, words) }))
  lines.append(...all.map(({ shown }) => shown.line))
  form.reset()
  void sendAll(form, all, words)
}

const hasFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files')

/** Called once: the form stays when the photos are replaced. */
function dress(form, words) {
  const lines = document.createElement('ul')
  lines.className = 'upload-lines'
  lines.dataset.uploadLines = ''
  const hint = document.createElement('p')
  hint.className = 'upload-drop'
  hint.textContent = words.drop
  form.prepend(hint)
  form.append(lines)
  const input = form.querySelector('[type="file"]')
  form.addEventListener('submit', event => {
    if (input.files.length === 0) return
    event.preventDefault()
    begin(form, input.files, words)
  })
}

onPhotos(section => {
  const form = section.querySelector('[data-photo-upload]')
  const words = wordsOf(form)
  if (!form.querySelector('[data-upload-lines]')) dress(form, words)
  section.addEventListener('dragover', event => {
    if (!hasFiles(event)) return
    event.preventDefault()
    section.classList.add('photos--over')
  })
  section.addEventListener('dragleave', event => {
    if (!section.contains(event.relatedTarget)) section.classList.remove('photos--over')
  })
  section.addEventListener('drop', event => {
    if (!hasFiles(event)) return
    event.preventDefault()
    section.classList.remove('photos--over')
    begin(form, event.dataTransfer.files, words)
  })
})
