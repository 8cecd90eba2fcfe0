import webpush from 'web-push'

// Prints settings for .env: a key pair for push services (docs/operations/push.md). Nothing is stored.
const { publicKey, privateKey } = webpush.generateVAPIDKeys()
console.log(`VAPID_PUBLIC_KEY=${publicKey}
VAPID_PRIVATE_KEY=${privateKey}
VAPID_SUBJECT=mailto:`)
