/**
 * What a check found wrong: where, what, who would break, and the command that mends it. `detail` is shown below, such as a difference.
 * `runners-contracts check` reads what is printed here.
 *
 * @typedef {{ readonly where: string, readonly what: string, readonly who: string, readonly mend: string, readonly detail?: string }} Problem
 */

/** @param {string} text */
const indented = (text) => text.trimEnd().replaceAll(/^(?=.)/gm, '    ')

/** @param {Problem} problem */
const shown = ({ where, what, who, mend, detail }) =>
  [`${where}: ${what}`, `  who: ${who}`, `  mend: ${mend}`, ...(detail === undefined ? [] : [indented(detail)])].join('\n')

/**
 * Ends a check: its problems go to standard error and the exit code becomes 1, or what holds goes to standard output.
 *
 * @param {readonly Problem[]} problems
 * @param {string} passed what holds where there are none
 */
export const conclude = (problems, passed) => {
  for (const problem of problems) console.error(shown(problem))
  if (problems.length > 0) process.exitCode = 1
  else console.log(passed)
}
