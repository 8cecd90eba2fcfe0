// Switches messages on for this device, and says which of the devices on the page this one is. Without this file, and in
// browsers that have no messages, the page says what is needed.
const area = document.querySelector('[data-push]')
if (area && navigator.serviceWorker && window.PushManager && window.Notification) void offer()

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
    if ((await Notification.requestPermission()) !== 'granted') {
      show('denied')
      return
    }
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
  const { endpoint, keys } = subscription.toJSON()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, zone })
  // The answer to success is a redirect to this page, which is loaded anyway.
  const { type } = await fetch(area.dataset.action, { method: 'POST', body, redirect: 'manual' })
  if (type !== 'opaqueredirect') throw new Error('refused')
}

const inBase64Url = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
