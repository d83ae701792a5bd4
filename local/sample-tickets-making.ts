import { sampleHistories, sampleLives, type SampleSide } from './sample-ticket-lives';

/** Asks the API as somebody; a body is sent with POST, and its key makes it happen once. */
export type Call = (
  side: SampleSide,
  address: string,
  body: object | null,
  key: string | null,
) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;

/** What is answered to something that was done already, or can't be done any more. */
const passedOver = 409;

/** Makes the sample tickets, one after another: their commands are few, and nobody waits for them. @throws what the API refuses */
export async function makeSampleTickets(call: Call, nowMs: number): Promise<void> {
  const good = async (...asked: Parameters<Call>): ReturnType<Call> => {
    const answer = await call(...asked);
    if (answer.status < 300 || answer.status === passedOver) return answer;
    throw new Error(`${asked[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  for (const { key, client, title, description, priority, steps } of sampleLives(nowMs)) {
    const submission = { environment: 'prod', title, description, priority };
    const opened = await good(client, '/v1/tickets', submission, `sample-${key}`);
    const reference = String(opened.body['reference']);
    for (const [number, [side, command, data]] of steps.entries())
      await good(side, `/v1/tickets/${reference}/${command}`, data, `sample-${key}-${number}`);
  }
  const { body } = await good('admin', '/v1/imports', { source: 'former-desk' }, null);
  const address = `/v1/imports/${String(body['id'])}`;
  await good('admin', `${address}/tickets`, { tickets: sampleHistories(nowMs) }, null);
  await good('admin', `${address}/run`, {}, null);
}
