import type { Output } from '../run.js'

const WIDTH = 30

/** Shows how many of `total` are done, and how many of these failed: `[######------] 12/30, 1 without agreement`. */
export function createProgress(total: number, passing: Output['passing']) {
  let [done, failed] = [0, 0]
  const show = () => {
    const filled = Math.floor((done / total) * WIDTH)
    passing?.(`[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done}/${total}${failed === 0 ? '' : `, ${failed} without agreement`}`)
  }
  show()
  return {
    step: (isFailed: boolean) => {
      done += 1
      if (isFailed) failed += 1
      show()
    },
    /** Takes the bar away. */
    end: () => passing?.(),
  }
}
