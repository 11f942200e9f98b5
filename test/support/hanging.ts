import { collectGarbage } from './garbage.js'
import { serve } from './serve.js'

/** A peer that never answers, and has garbage collected at each request; `left` when the one that asked has gone. */
export async function hangingPeer(): Promise<{ readonly url: string; readonly left: Promise<void> }> {
  let closed = () => {}
  const left = new Promise<void>((resolve) => (closed = resolve))
  const { url } = await serve((request) => {
    request.socket.on('close', closed)
    collectGarbage()
  })
  return { url, left }
}
