import { ThreadsPoolWorker } from 'vitest/node'

/**
 * A plugin for mutation testing: one thread for all runs of a process, in which what lies in node_modules stays loaded. A mutant
 * then costs no more than its tests, of which most take a hundredth of what a new thread takes to load zod and oRPC. The modules
 * of the project are loaded anew for every test file: nothing finds what another mutant computed.
 *
 * @returns {import('vite').Plugin}
 */
export function keptWorker() {
  /** @type {ReturnType<typeof keep> | undefined} */
  let kept
  const poolRunner = { name: 'kept', createPoolWorker: (/** @type {import('vitest/node').PoolOptions} */ options) => (kept ??= keep(options)).worker() }
  return {
    name: 'kept-worker',
    configureVitest: ({ project }) => void Object.assign(project.config, { pool: 'kept', poolRunner, isolate: true }),
  }
}

/** @param {import('vitest/node').PoolOptions} options */
function keep(options) {
  const thread = new ThreadsPoolWorker(options)
  const state = { isStarted: false }
  return { worker: () => workerOn(thread, state) }
}

/**
 * A worker as vitest knows it, which starts and stops for vitest alone: the thread below goes on.
 *
 * @param {ThreadsPoolWorker} thread
 * @param {{ isStarted: boolean }} state
 * @returns {import('vitest/node').PoolWorker}
 */
function workerOn(thread, state) {
  /** @type {[string, (message: any) => void][]} */
  const listeners = []
  /** @type {unknown} */
  let config
  return {
    name: 'kept',
    on: (event, listener) => (listeners.push([event, listener]), thread.on(event, listener)),
    off: (event, listener) => thread.off(event, listener),
    deserialize: (data) => data,
    start: async () => void (state.isStarted || (await thread.start())),
    stop: async () => listeners.forEach(([event, listener]) => thread.off(event, listener)),
    send: (message) => {
      if (message.type === 'stop') return answer(listeners, 'stopped')
      if (message.type === 'start') config = message.context.config
      if (message.type === 'start' && state.isStarted) return answer(listeners, 'started')
      state.isStarted = true
      // the filter of tests is in the settings, which a thread gets but once
      if (message.type === 'run') Object.assign(message.context, { config })
      thread.send(message)
    },
  }
}

/** @param {readonly [string, (message: any) => void][]} listeners @param {string} type */
function answer(listeners, type) {
  const heard = listeners.filter(([event]) => event === 'message')
  queueMicrotask(() => heard.forEach(([, listener]) => listener({ type, __vitest_worker_response__: true })))
}
