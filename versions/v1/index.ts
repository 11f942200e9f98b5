export * from './runner.js'
export * from './orchestrator.js'
