/** What can be spoiled on purpose, to see that it is found. */
export const sabotages = {
  resendAfterReset: 'a link sends again when its connection breaks off or its time is up',
  resendAfter5xx: 'a link sends again when it is answered 5xx',
  wrongVersion: 'a runner of v1 says that it serves v2, and executes it',
  swappedAnswers: 'the orchestrator gives one job the results of another',
  executedTwice: 'runners on our handler execute everything twice',
  forgotten: 'a client keeps each twentieth outcome to itself',
  lostRuns: 'the orchestrator does not know the runs whose number ends in 2',
  orphans: 'runners on our handler start processes that outlive them',
} as const

export type Sabotage = keyof typeof sabotages

export const isSabotage = (name: string): name is Sabotage => Object.hasOwn(sabotages, name)
