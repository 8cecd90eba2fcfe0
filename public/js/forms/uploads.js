// Adds to the documents page a progress bar for each upload, dropping files onto their kind, and a retry when the connection
// breaks. Without this file the same forms post the same files.
import { dressFileFields, tellChosen } from './file-fields.js'

const place = document.querySelector('[data-uploads]')

/**
 * Sends a form. `after` is where the person goes once everything has arrived, if they were leaving the page with files
 * chosen.
 */
function send(form, state, after = null) {
  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.upload.onprogress = ({ loaded, total }) => showProgress(state, Math.floor((loaded / total) * 100))
  request.onerror = () => showFailure(form, state, after)
  request.onload = () => showAnswer(request, after)
  request.send(new FormData(form))
}

// The response is a full page: this one again with a notice or errors, or another one when the session has ended.
function showAnswer({ status, responseURL, responseText }, after) {
  const elsewhere = new URL(responseURL).pathname !== location.pathname
  const main = new window.DOMParser().parseFromString(responseText, 'text/html').querySelector('main')
  if (!main || (status < 400 && elsewhere)) {
    location.assign(responseURL)
    return
  }
  if (after && status < 400) {
    location.assign(after)
    return
  }
  document.querySelector('main').replaceWith(main)
  dressFileFields(main)
  start(main.querySelector('[data-uploads]'))
  const first = main.querySelector('[data-error-summary]') ?? main
  first.focus()
}

function showProgress(state, percent) {
  const { progress } = place.dataset
  let bar = state.querySelector('progress')
  if (!bar) {
    state.replaceChildren(document.createElement('span'), document.createElement('progress'))
    bar = state.querySelector('progress')
    bar.max = 100
  }
  bar.value = percent
  state.firstChild.textContent = progress.replace('%n', String(percent))
}

function showFailure(form, state, after) {
  const words = document.createElement('p')
  words.textContent = place.dataset.failed
  const again = document.createElement('button')
  again.type = 'button'
  again.textContent = place.dataset.retry
  again.addEventListener('click', () => send(form, state, after))
  state.replaceChildren(words, again)
  again.focus()
}

function acceptDrops(picker) {
  const input = picker.querySelector('input')
  const over = on => picker.classList.toggle('file-picker--over', on)
  picker.addEventListener('dragover', event => {
    event.preventDefault()
    over(true)
  })
  picker.addEventListener('dragleave', () => over(false))
  picker.addEventListener('drop', event => {
    event.preventDefault()
    over(false)
    input.files = event.dataTransfer.files
    tellChosen(input)
  })
}

function start(uploads) {
  if (!uploads) return
  const state = uploads.querySelector('[data-upload-state]')
  for (const picker of uploads.querySelectorAll('.file-picker')) acceptDrops(picker)
  for (const form of uploads.querySelectorAll('.document-form')) {
    form.addEventListener('submit', event => {
      event.preventDefault()
      send(form, state)
    })
  }
  sendBeforeLeaving(uploads, state)
}

// Sends files that were chosen and not yet sent before the page is left with "Done"; otherwise nothing would say that they
// were not sent.
function sendBeforeLeaving(uploads, state) {
  const leave = uploads.querySelector('[data-uploads-done]')
  const hasFiles = form => [...form.elements].some(({ files }) => files?.length > 0)
  leave?.addEventListener('click', event => {
    const form = [...uploads.querySelectorAll('.document-form')].find(hasFiles)
    if (!form) return
    event.preventDefault()
    send(form, state, leave.href)
  })
}

start(place)
