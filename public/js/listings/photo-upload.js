// Uploads photos that are dropped or chosen, one after another, each with a progress bar and a state, and offers a retry for
// one that did not arrive. Without this file the same form posts all of them.
import { announce, filled, onPhotos, pageOf, showPhotos } from './photo-section.js'

const names = ['drop', 'waiting', 'sending', 'working', 'sent', 'there', 'failed', 'retry', 'done']
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

/**
 * Uploads one file; resolves with the `result` "sent", "there" (the premises has it already) or "failed" (the connection
 * broke), or with `complaints`, sentences that say why it was refused.
 */
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
    request.onerror = () => resolve({ result: 'failed' })
    request.onload = () => {
      if (request.status === 201) resolve({ result: request.response?.added === 0 ? 'there' : 'sent' })
      else if (request.status === 422 && request.response)
        resolve({ result: null, complaints: request.response.complaints })
      else resolve({ result: 'failed' })
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

/** Uploads one file and shows what came of it: "sent", "there" or "failed", or null when it was refused. */
async function sendOne(form, one, words) {
  const { shown, file } = one
  const { result, complaints = [] } = await send(form, file, shown, words)
  const isThere = result === 'sent' || result === 'there'
  shown.progress.value = isThere ? 100 : 0
  shown.line.className = isThere ? 'upload-line--sent' : 'upload-line--failed'
  shown.state.textContent = result ? words[result] : complaints.join(' ')
  if (result === 'failed') offerRetry(shown, words, () => void sendAll(form, [one], words))
  return result
}

async function sendAll(form, files, words) {
  const results = []
  for (const one of files) results.push(await sendOne(form, one, words))
  const sent = results.filter(result => result === 'sent').length
  if (sent > 0 || results.includes('there')) await showAdded()
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
