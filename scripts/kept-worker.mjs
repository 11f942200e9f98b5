import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ThreadsPoolWorker } from 'vitest/node'

/** Folders whose modules every run loads anew: a mutant must not find what another one computed. */
const folders = ['migrations', 'scripts', 'src', 'test', 'versions']

const modules = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.m?[jt]s$/.test(path))
    .map((path) => resolve(join(folder, path))),
)

/**
 * A plugin for mutation testing: one thread for all runs of a process, in which what lies in node_modules stays loaded. A mutant
 * then costs no more than its tests, of which most take a hundredth of what a new thread takes to load zod and oRPC.
 *
 * @returns {import('vite').Plugin}
 */
export function keptWorker() {
  /** @type {ReturnType<typeof keep> | undefined} */
  let kept
  const poolRunner = { name: 'kept', createPoolWorker: (/** @type {import('vitest/node').PoolOptions} */ options) => (kept ??= keep(options)).worker() }
  return {
    name: 'kept-worker',
    configureVitest: ({ project }) => void Object.assign(project.config, { pool: 'kept', poolRunner, isolate: false }),
  }
}

/** @param {import('vitest/node').PoolOptions} options */
function keep(options) {
  const thread = new ThreadsPoolWorker(options)
  let isStarted = false
  return {
    /** @returns {import('vitest/node').PoolWorker} */
    worker: () => {
      /** @type {[string, (message: any) => void][]} */
      const listeners = []
      const answer = (/** @type {string} */ type) => {
        const heard = listeners.filter(([event]) => event === 'message')
        queueMicrotask(() => heard.forEach(([, listener]) => listener({ type, __vitest_worker_response__: true })))
      }
      /** @type {unknown} */
      let config
      return {
        name: 'kept',
        on: (event, listener) => (listeners.push([event, listener]), thread.on(event, listener)),
        off: (event, listener) => thread.off(event, listener),
        deserialize: (data) => data,
        start: async () => void (isStarted || (await thread.start())),
        stop: async () => listeners.forEach(([event, listener]) => thread.off(event, listener)),
        send: (message) => {
          if (message.type === 'stop') return answer('stopped')
          if (message.type === 'start') config = message.context.config
          if (message.type === 'start' && isStarted) return answer('started')
          isStarted = true
          // the filter of tests is in the settings, which a thread gets but once
          if (message.type === 'run') Object.assign(message.context, { config, invalidates: modules })
          thread.send(message)
        },
      }
    },
  }
}
