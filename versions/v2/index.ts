export * from './runner.js'
export * from './orchestrator.js'
export * from './result.js'
export * from './run.js'
