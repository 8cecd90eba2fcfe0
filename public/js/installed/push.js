// Switches push messages on for this device, and marks this device in the list on the page. Without this file, and in
// browsers without push messages, the page says what is needed. Once a session it reports a device with messages on to the
// site, so that they end with this session, and switches them off on a device that belongs to somebody else.
const area = document.querySelector('[data-push]')
const { owner = '' } = document.body.dataset
const renewedFor = 'push-renewed-for'
if (navigator.serviceWorker && window.PushManager && window.Notification) {
  if (area) void offer()
  renew().catch(error => console.warn(error))
}

/**
 * Reports the device once for each owner. A page without an owner is between two sessions. In a browser that blocks storage,
 * each page reports it.
 */
async function renew() {
  if (owner === '') window.localStorage.removeItem(renewedFor)
  if (owner === '' || window.localStorage.getItem(renewedFor) === owner) return
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()
  // A browser without a subscription stores nothing about the person.
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
    // The browser asks again when the question was only closed.
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
    // The subscription may have been made with an earlier key of the site.
    const before = await pushManager.getSubscription()
    if (!before) throw error
    await before.unsubscribe()
    return pushManager.subscribe(options)
  }
}

async function tell(subscription) {
  // The response to success is a redirect to this page, which is reloaded anyway.
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
