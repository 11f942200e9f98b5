/**
 * Times contenders against each other on a machine that does other things too: short blocks in turn, so that whatever disturbs
 * one disturbs the other, and CPU time where the clock on the wall would measure the neighbours. Each turn has an order of its own:
 * garbage is collected in a rhythm, and in a fixed order it can meet the same contender again and again.
 * mitata and tinybench measure one contender after the other; a drift of the machine then looks like a difference.
 */

/** @typedef {() => unknown} Run one call; may return a promise */
/** @typedef {{ readonly name: string, readonly run: Run }} Contender */
/** @typedef {{ readonly rounds: number, readonly blocks: number, readonly blockMs: number, readonly warmupMs: number, readonly clock: 'cpu' | 'wall' }} Plan */
/** @typedef {{ readonly name: string, readonly micros: readonly number[] }} Timed microseconds of one call, by round */

/** Reads in microseconds. */
const clocks = {
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  wall: () => performance.now() * 1000,
}

/** Results go here, so that no compiler may leave the work out. */
const sink = { /** @type {unknown} */ last: undefined }

/** @param {Run} run @param {number} times */
async function repeat(run, times) {
  for (let done = 0; done < times; done += 1) {
    const result = run()
    sink.last = result instanceof Promise ? await result : result
  }
}

/** How often to call for a block to last as planned; calling that often warms up too. @param {Run} run @param {Plan} plan */
async function calibrate(run, { blockMs, warmupMs }) {
  const start = performance.now()
  let times = 1
  for (;;) {
    const before = performance.now()
    await repeat(run, times)
    const [now, took] = [performance.now(), performance.now() - before]
    if (took < blockMs / 2) times *= 2
    else if (now - start > warmupMs) return Math.max(1, Math.round((times * blockMs) / took))
  }
}

/** @param {Run} run @param {number} times @param {() => number} clock */
async function block(run, times, clock) {
  const start = clock()
  await repeat(run, times)
  return clock() - start
}

/** @param {readonly number[]} indices */
export const shuffled = (indices) => indices.map((index) => ({ index, at: Math.random() })).toSorted((a, b) => a.at - b.at).map(({ index }) => index)

/**
 * @param {readonly Contender[]} contenders the first is what the others are compared with
 * @param {Plan} plan
 * @returns {Promise<readonly Timed[]>}
 */
export async function interleave(contenders, plan) {
  const subjects = []
  for (const { name, run } of contenders) subjects.push({ name, run, times: await calibrate(run, plan), micros: /** @type {number[]} */ ([]) })
  for (let round = 0; round < plan.rounds; round += 1) {
    const spent = subjects.map(() => 0)
    for (let turn = 0; turn < plan.blocks; turn += 1) {
      for (const index of shuffled([...subjects.keys()])) {
        const { run, times } = /** @type {typeof subjects[number]} */ (subjects[index])
        spent[index] = (spent[index] ?? 0) + (await block(run, times, clocks[plan.clock]))
      }
    }
    subjects.forEach(({ micros, times }, index) => micros.push((spent[index] ?? 0) / (times * plan.blocks)))
  }
  return subjects.map(({ name, micros }) => ({ name, micros }))
}
