// Switches messages on for this device, and says which of the devices on the page this one is. Without this file, and in
// browsers that have no messages, the page says what is needed. Once in each session it tells the site of a device that has
// messages on, so that it ends with this session, and takes them off a device that is somebody else's.
const area = document.querySelector('[data-push]')
const { owner = '' } = document.body.dataset
const renewedFor = 'push-renewed-for'
if (navigator.serviceWorker && window.PushManager && window.Notification) {
  if (area) void offer()
  renew().catch(error => console.warn(error))
}

/** A page without an owner is between two sessions. Where the browser keeps nothing, each page tells. */
async function renew() {
  if (owner === '') window.localStorage.removeItem(renewedFor)
  if (owner === '' || window.localStorage.getItem(renewedFor) === owner) return
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()
  // A browser without messages keeps no word of whoever was here.
  if (!subscription) return
  const { status } = await send(subscription, { again: '1' })
  if (status === 410) await subscription.unsubscribe()
  else if (status !== 204) return
  window.localStorage.setItem(renewedFor, owner)
}

function show(state) {
  for (const one of area.querySelectorAll('[data-push-state]')) one.hidden = one.dataset.pushState !== state
}

async function offer() {
  const button = area.querySelector('button')
  const here = await lineOfThisDevice()
  if (here) here.querySelector('[data-here]').hidden = false
  if (Notification.permission === 'denied') show('denied')
  else if (here && Notification.permission === 'granted') show('on')
  else {
    show('none')
    button.hidden = false
    button.addEventListener('click', () => switchOn(button))
  }
}

async function lineOfThisDevice() {
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return null
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint))
  return document.querySelector(`[data-device="${inBase64Url(hash)}"]`)
}

async function switchOn(button) {
  button.disabled = true
  try {
    const answer = await Notification.requestPermission()
    // A question that was only closed may be asked again.
    if (answer !== 'granted') return show(answer === 'denied' ? 'denied' : 'none')
    await tell(await subscribed())
    window.location.reload()
  } catch {
    show('failed')
  } finally {
    button.disabled = false
  }
}

async function subscribed() {
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: area.dataset.push }
  try {
    return await pushManager.subscribe(options)
  } catch (error) {
    // Switched on with another key of ours.
    const before = await pushManager.getSubscription()
    if (!before) throw error
    await before.unsubscribe()
    return pushManager.subscribe(options)
  }
}

async function tell(subscription) {
  // The answer to success is a redirect to this page, which is loaded anyway.
  const { type } = await send(subscription)
  if (type !== 'opaqueredirect') throw new Error('refused')
}

function send(subscription, more = {}) {
  const { endpoint, keys } = subscription.toJSON()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, zone, ...more })
  const to = `/${document.documentElement.lang}/account/notifications/devices`
  return fetch(area?.dataset.action ?? to, { method: 'POST', body, redirect: 'manual' })
}

const inBase64Url = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
