/** `npm run unused`: what nothing imports, and what nobody needs to install. */
import { unusedProblems } from './package/unused.mjs'
import { conclude } from './problem.mjs'

conclude(unusedProblems(), 'unused: no export, file or dependency')
