import { box, groundLineY, path, type Wall } from './canvas.ts'

/** Draws the wall, plain with a plinth or with one of four textures: quoins, courses of brick, loose bricks, pilasters. */
export function facade(wall: Wall): string {
  const { left, top, width } = wall
  const textures = [plinth, quoins, courses, looseBricks, pilasters]
  const texture = textures[wall.choices.pick(textures.length)] ?? plinth
  return path('w', box(left, top, width, groundLineY - top)) + texture(wall)
}

const plinth = ({ left, width }: Wall): string => path('pl', box(left, groundLineY - 7, width, 7))

/** A dashed line as thick as the wall is wide draws all courses of bricks at once. */
const courses = ({ left, top, width }: Wall): string =>
  `<path class="kc" stroke-width="${width}" d="M${left + width / 2} ${top + 8}V${groundLineY - 8}"/>`

const quoins = ({ left, right, top }: Wall): string =>
  path('q', `M${left + 4} ${top + 5}V${groundLineY - 10}M${right - 4} ${top + 5}V${groundLineY - 10}`)

function looseBricks({ left, right, top, choices }: Wall): string {
  const spots = [0, 1, 2, 3, 4].map(index => {
    const x = index % 2 === 0 ? left + 2 + choices.pick(4) : right - 14 - choices.pick(4)
    return `M${x} ${top + 14 + index * 15}h6m2 0h4m-9 4h7`
  })
  return path('k', spots.join(''))
}

const pilasters = ({ left, right, top }: Wall): string =>
  path('ps', `M${left + 4} ${top}V${groundLineY}M${right - 4} ${top}V${groundLineY}`)

/** Draws one of six roofs, some under snow, because it is a border city in winter. */
export function roof(wall: Wall): string {
  const roofs = [cornice, cornice, gable, mansard, stepped, domed]
  const shape = roofs[wall.choices.pick(roofs.length)] ?? cornice
  return shape(wall)
}

const snow = (d: string): string => path('sn', d)

function cornice({ left, top, width, choices }: Wall): string {
  const eaves = path('r', box(left - 6, top - 6, width + 12, 7))
  return choices.pick(2) === 0 ? eaves : eaves + snow(`M${left - 4} ${top - 7}h${width + 8}`)
}

function gable({ left, top, width }: Wall): string {
  const half = Math.round(Math.min(width, 150) / 2)
  const ridge = Math.round(left + width / 2)
  const pediment = path('w', `M${ridge - half} ${top}l${half}-20 ${half} 20z`)
  const edge = path('re', `M${left - 5} ${top}H${ridge - half}L${ridge} ${top - 20}l${half} 20H${left + width + 5}`)
  return `${pediment}${edge}${path('o', `M${ridge - 4} ${top - 5}a4 4 0 0 1 8 0a4 4 0 0 1-8 0`)}`
}

function mansard({ left, top, width }: Wall): string {
  const slope = path('r', `M${left - 5} ${top + 1}l9-18h${width - 8}l9 18z`)
  const third = Math.round(width / 3)
  const dormer = (x: number) => box(x - 6, top - 12, 12, 11)
  return (
    slope + path('dm', dormer(left + third) + dormer(left + 2 * third)) + snow(`M${left + 6} ${top - 18}h${width - 12}`)
  )
}

function stepped({ left, top, width }: Wall): string {
  const inset = Math.round(width / 4)
  const parapet = path('w', box(left + inset, top - 12, width - 2 * inset, 13))
  const caps = `M${left - 4} ${top}h${inset + 4}v-12h${width - 2 * inset}v12h${inset + 4}`
  return parapet + path('re', caps)
}

/** Draws a small dome like those of the border cities, over a cornice. */
function domed({ left, top, width, choices }: Wall): string {
  const x = Math.round(left + (choices.pick(2) === 0 ? width / 2 : width - 30))
  const drum = path('w', box(x - 12, top - 14, 24, 10))
  const dome = path('r', `M${x - 14} ${top - 13}c-3-11 8-13 14-21c6 8 17 10 14 21z`)
  const spike = path('sp', `M${x} ${top - 32}v-9`)
  return spike + drum + dome + path('r', box(left - 6, top - 6, width + 12, 7))
}
