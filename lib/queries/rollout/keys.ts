/** The cache's names of what is read about the rollout. */
export const rolloutKeys = {
  all: ['rollout'] as const,
  status: ['rollout', 'status'] as const,
  preview: (bp: number) => ['rollout', 'preview', bp] as const,
  stop: ['rollout', 'stop'] as const,
  activation: ['rollout', 'activation'] as const,
  explanation: (userId: string, bp: number) => ['rollout', 'explanation', userId, bp] as const,
  history: ['rollout', 'history'] as const,
  overrides: ['rollout', 'overrides'] as const,
  found: (text: string) => ['rollout', 'found', text] as const,
}
