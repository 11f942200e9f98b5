/**
 * A plugin for mutation testing: a test file that does not load counts as a test that failed. The mutant was caught, as where a
 * registry refuses a hop when it is defined; the runner looks at tests alone, and would call it a survivor.
 *
 * @returns {import('vite').Plugin}
 */
export function failedFiles() {
  return {
    name: 'failed-files',
    configureVitest: ({ vitest: { state } }) => {
      const filesOf = state.getFiles.bind(state)
      state.getFiles = (keys) => filesOf(keys).map((file) => (didLoad(file) ? file : { ...file, tasks: [failedTest(file)] }))
    },
  }
}

/** @typedef {import('vitest/node').RunnerTestFile} File */

/** @param {File} file */
const didLoad = ({ result, tasks }) => tasks.length > 0 || result?.state !== 'fail'

/** @param {File} file @returns {import('vitest/node').RunnerTestCase} */
const failedTest = (file) =>
  /** @type {any} only what the runner reads of a test */ ({ type: 'test', id: `${file.id}_load`, name: 'loads', mode: 'run', file, meta: {}, result: file.result })
