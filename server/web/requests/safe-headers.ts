import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Browser features that neither pages nor frames use, limited to names that browsers know, to avoid warnings. The only
 * feature used is copying an address (`clipboard-write`). Choosing files needs no camera permission.
 */
const neverUsed = [
  ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'clipboard-read', 'display-capture'],
  ...['encrypted-media', 'fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get'],
  ...['screen-wake-lock', 'serial', 'usb', 'window-management', 'xr-spatial-tracking'],
]
const permissions = ['clipboard-write=(self)', ...neverUsed.map(feature => `${feature}=()`)].join(', ')

/** Sets headers that forbid what our pages never do: run foreign or inline code, be framed, leak addresses. */
export function safeHeaders(publicUrl: string): RequestHandler {
  const helmeted = policies(publicUrl)
  return (req, res, next) => {
    res.setHeader('Permissions-Policy', permissions)
    helmeted(req, res, next)
  }
}

function policies(publicUrl: string): RequestHandler {
  const https = publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
}
