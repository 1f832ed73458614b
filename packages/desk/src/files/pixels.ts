/** A picture as its pixels: red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** Makes a picture smaller by a whole number, the first at which its longer side fits: each pixel is the mean of its square. */
export function fitted(pixels: Pixels, longest: number): Pixels {
  const by = Math.ceil(Math.max(pixels.width, pixels.height) / longest)
  if (by <= 1) return pixels
  const width = Math.max(1, Math.floor(pixels.width / by))
  const height = Math.max(1, Math.floor(pixels.height / by))
  const data = new Uint8ClampedArray(width * height * 4)
  const [across, down] = [Math.min(by, pixels.width), Math.min(by, pixels.height)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0
        for (let dy = 0; dy < down; dy++) {
          const row = ((y * by + dy) * pixels.width + x * by) * 4 + channel
          for (let dx = 0; dx < across; dx++) sum += pixels.data[row + dx * 4] ?? 0
        }
        data[(y * width + x) * 4 + channel] = sum / (across * down)
      }
    }
  }
  return { data, width, height }
}

/** A picture laid on white, for formats that know no transparency. */
export function onWhite(pixels: Pixels): Pixels {
  const data = new Uint8ClampedArray(pixels.data)
  for (let at = 0; at < data.length; at += 4) {
    const opacity = (data[at + 3] ?? 255) / 255
    if (opacity === 1) continue
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = (data[at + channel] ?? 0) * opacity + 255 * (1 - opacity)
    data[at + 3] = 255
  }
  return { ...pixels, data }
}
