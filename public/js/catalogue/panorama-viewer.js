// Draws a panorama with pannellum, without its own buttons, texts and keys; panorama.js provides ours. It is a separate
// file, loaded only when somebody opens a panorama (ADR 140).
import 'pannellum'

/**
 * Draws the equirectangular picture at an address into an element. Angles are degrees: `yaw` and `pitch` give the first
 * view, `nearest` and `widest` the limits of the horizontal field of view. `still` stops the movement as soon as the pointer
 * is released.
 */
export function viewerIn(element, { address, yaw, pitch, still, nearest, widest }) {
  const place = element.appendChild(document.createElement('div'))
  const drawn = window.pannellum.viewer(place, {
    type: 'equirectangular',
    panorama: address,
    autoLoad: true,
    ignoreGPanoXMP: true,
    yaw,
    pitch,
    hfov: widest,
    minHfov: nearest,
    maxHfov: widest,
    showControls: false,
    disableKeyboardCtrl: true,
    mouseZoom: false,
    doubleClickZoom: false,
    ...(still ? { friction: 1 } : {}),
  })
  // The surrounding element receives the focus with the Tab key.
  place.tabIndex = -1
  for (const part of place.querySelectorAll('.pnlm-ui > :not(.pnlm-dragfix)')) part.remove()

  return {
    on: (event, listener) => drawn.on(event, listener),
    /** Sets the widest horizontal field of view after the element has changed its size. */
    fit(most) {
      drawn.setHfovBounds([nearest, most])
      drawn.resize()
      drawn.setHfov(Math.min(drawn.getHfov(), most), false)
    },
    /**
     * Turns by degrees to the right and upwards and multiplies the horizontal field of view by `times`, within `time` ms, or
     * at once for false.
     */
    turn({ right = 0, up = 0, times = 1 }, time) {
      if (right) drawn.setYaw(drawn.getYaw() + right, time)
      if (up) drawn.setPitch(Math.max(-90, Math.min(90, drawn.getPitch() + up)), time)
      if (times !== 1) drawn.setHfov(drawn.getHfov() * times, time)
    },
    across: () => drawn.getHfov(),
    /**
     * A panorama that is still loading is destroyed only after its picture has loaded: what it then adds to the page would
     * otherwise stay.
     */
    destroy() {
      place.remove()
      if (drawn.isLoaded()) drawn.destroy()
      else drawn.on('load', () => drawn.destroy())
    },
  }
}
