import { compileContract } from '../../domain/calendar/compile';
import { noticesFor } from '../../domain/ticket/notices';
import { termsOf } from '../../domain/ticket/terms';
import { sampleContract } from '../sample-contract';
import { day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const refusal = { outOfScope: 'training', advice: 'Our courses: training@editor.example' };

test('a ticket that was refused while the registers were away is not told to be received once they answer', () => {
  const ticket = new ToldTicket();
  expect(ticket.tell(nadia, 'reject', refusal, minute)).toEqual(['rejected']);
  const decided = ticket.give({
    type: 'admit',
    nowMs: openedMs + hour,
    admission: { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} },
    terms: termsOf(sampleContract(), 'fr'),
    timetables: compileContract(sampleContract(), openedMs - day, openedMs + day),
  });
  expect(decided).toContain('admission-decided');
  expect(ticket.state).toMatchObject({ status: 'rejected', admission: { decision: 'admitted' } });
  const told = ticket.events.flatMap((event, index) => noticesFor(event, ticket.state, index + 1));
  expect(told.map(({ template }) => template)).toEqual(['out-of-scope']);
});
