/**
 * What a check found wrong: what, who would break, and the command that mends it. `detail` is shown below, such as a difference.
 *
 * @typedef {{ readonly what: string, readonly who: string, readonly mend: string, readonly detail?: string }} Problem
 */

/** @param {string} text */
const indented = (text) => text.trimEnd().replaceAll(/^(?=.)/gm, '    ')

/** @param {string} check @param {Problem} problem */
const shown = (check, { what, who, mend, detail }) =>
  [`${check}: ${what}`, `  who: ${who}`, `  mend: ${mend}`, ...(detail === undefined ? [] : [indented(detail)])].join('\n')

/**
 * Ends a check: its problems go to standard error and the exit code becomes 1, or `passed` to standard output.
 *
 * @param {string} check its name, before each problem
 * @param {readonly Problem[]} problems
 * @param {string} passed what holds where there are none
 */
export const conclude = (check, problems, passed) => {
  for (const problem of problems) console.error(shown(check, problem))
  if (problems.length > 0) process.exitCode = 1
  else console.log(`${check}: ${passed}`)
}
