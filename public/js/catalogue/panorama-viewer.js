// What draws a panorama: pannellum, without its own buttons, texts and keys, which are ours (panorama.js). A file of its own, so
// that it comes when somebody opens one (ADR 140).
import 'pannellum'

/**
 * Draws the equirectangular picture at an address into an element. Angles are degrees: `yaw`, `pitch` where one looks first,
 * `nearest` and `widest` how much is seen across; `still`: nothing moves on after the hand is taken away.
 */
export function viewerIn(element, { address, yaw, pitch, still, nearest, widest }) {
  const place = element.appendChild(document.createElement('div'))
  const drawn = window.pannellum.viewer(place, {
    ...{ type: 'equirectangular', panorama: address, autoLoad: true, ignoreGPanoXMP: true },
    ...{ yaw, pitch, hfov: widest, minHfov: nearest, maxHfov: widest },
    ...{ showControls: false, disableKeyboardCtrl: true, mouseZoom: false, doubleClickZoom: false },
    ...(still ? { friction: 1 } : {}),
  })
  // The element around it is what one comes to with the Tab key.
  place.tabIndex = -1
  for (const part of place.querySelectorAll('.pnlm-ui > :not(.pnlm-dragfix)')) part.remove()

  return {
    on: (event, listener) => drawn.on(event, listener),
    /** How much is seen across at most, from now on, in an element of another size. */
    fit(most) {
      drawn.setHfovBounds([nearest, most])
      drawn.resize()
      drawn.setHfov(Math.min(drawn.getHfov(), most), false)
    },
    /** Turns by degrees to the right and upwards, and shows so many times as much across, within `time` ms, or at once for false. */
    turn({ right = 0, up = 0, times = 1 }, time) {
      if (right) drawn.setYaw(drawn.getYaw() + right, time)
      if (up) drawn.setPitch(Math.max(-90, Math.min(90, drawn.getPitch() + up)), time)
      if (times !== 1) drawn.setHfov(drawn.getHfov() * times, time)
    },
    across: () => drawn.getHfov(),
    /** Of one that is still loading, the picture is let come first: what it then adds to the page would stay. */
    destroy() {
      place.remove()
      if (drawn.isLoaded()) drawn.destroy()
      else drawn.on('load', () => drawn.destroy())
    },
  }
}
