import { afterAll, afterEach } from 'vitest'
import { openScene, type Scene } from './scene.ts'

/**
 * The scene that all stories of a file play in: after each of them everybody leaves, and what the browsers complained
 * about fails it.
 *
 * @example
 * const scene = await setStage()
 */
export async function setStage(...options: Parameters<typeof openScene>): Promise<Scene> {
  const scene = await openScene(...options)
  afterEach(() => scene.ends())
  afterAll(() => scene.close())
  return scene
}
