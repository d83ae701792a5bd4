import { z } from 'zod';
import type { FanOutClient } from '../../clients/fan-out';
import type { Anomaly } from '../../domain/anomaly/anomaly';
import { fanOutProgressSchema } from '../../domain/fan-out';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { fromStore } from '../store-access';
import { orUnavailable } from '../ticket-access';
import { sampleAnomaly } from './sample';

/** By what a publication's proposals are known: each publication is proposed once. */
export function proposalId({ reference, publications }: Anomaly): string {
  return `anomaly-${reference}-${publications}`;
}

/** By what an older Cadran knew them. */
function formerProposalId({ reference, publications }: Anomaly): string {
  return `anomaly/${reference}/${publications}`;
}

/** How far the proposals of the last publication have come. */
export function proposalOperation<Params extends z.ZodType<{ anomaly: string }>>(
  fanOuts: FanOutClient,
  byAnomaly: Params,
  kept: (reference: string) => Promise<{ readonly entry: Anomaly }>,
) {
  return operation({
    id: 'readProposals',
    tag: 'Anomalies',
    method: 'get',
    path: '/v1/anomalies/{anomaly}/proposals',
    action: 'anomalies.read',
    summary: 'How far the proposals of what was published last have come, and which tickets did not take them',
    params: byAnomaly,
    query: nothing,
    headers: nothing,
    body: null,
    answer: z
      .strictObject({
        publications: z.number().int(),
        /** Null before anything was published, and while it waits for Temporal to begin. */
        progress: fanOutProgressSchema.extend({ state: z.enum(['running', 'done', 'stopped']) }).nullable(),
      })
      .meta({ id: 'AnomalyProposals' }),
    answers: { 200: { description: 'The progress.' } },
    problems: [404],
    examples: [{ summary: 'Of an anomaly', as: 'support', params: { anomaly: sampleAnomaly } }],
    async handle({ params: { anomaly } }) {
      const { entry } = await fromStore(() => kept(anomaly));
      const { publications } = entry;
      const read = async () => (await fanOuts.read(proposalId(entry))) ?? (await fanOuts.read(formerProposalId(entry)));
      const progress = publications === 0 ? null : await orUnavailable(read());
      return { body: { publications, progress } };
    },
  });
}
