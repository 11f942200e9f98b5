/** Runners in one call: the sizes that every figure is measured at. */
export const SIZES = [1, 20, 200]

/** A request of v1 as deployed orchestrators send it. @param {number} size */
export const requestV1 = (size) => ({
  url: 'https://example.com/',
  runId: 'run-7',
  region: 'eu-west-1',
  runners: Array.from({ length: size }, (_, index) => ({ name: `runner-${index}`, input: { depth: index, label: 'nightly' } })),
})

/** The same request in v2. @param {number} size */
export const requestV2 = (size) => ({
  runId: 'run-7',
  region: 'eu-west-1',
  runners: Array.from({ length: size }, (_, index) => ({
    name: `runner-${index}`,
    input: { depth: index, label: 'nightly', url: 'https://example.com/' },
  })),
})

/** Every fourth check fails. @param {number} index */
const failed = (index) => index % 4 === 3

/** @param {{ readonly name: string }} runner @param {number} index */
export const resultV1 = ({ name }, index) =>
  failed(index)
    ? { name, status: /** @type {const} */ ('fail'), errorMessage: 'title is missing', durationMs: 27 }
    : { name, status: /** @type {const} */ ('pass'), details: { title: 'Hello', index }, durationMs: 27 }

/** @param {{ readonly name: string }} runner @param {number} index */
export const resultV2 = ({ name }, index) =>
  failed(index)
    ? {
        name,
        status: /** @type {const} */ ('fail'),
        error: { code: 'FAILED_IN_V1', message: 'title is missing', retryable: false },
        durationMs: 27,
      }
    : { name, status: /** @type {const} */ ('pass'), details: { title: 'Hello', index }, durationMs: 27 }
