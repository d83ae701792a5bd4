import { noticesFor } from '../../domain/ticket/notices';
import { minute, nadia, ToldTicket } from './told-ticket';

const languagesOf = (languages: ('fr' | 'en')[]): string[] => {
  const ticket = ToldTicket.admitted({ languages });
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'ask', { question: 'Since when?' }, 2 * minute);
  const [asked] = ticket.events.filter(({ type }) => type === 'client-asked');
  const notices = asked ? noticesFor(asked, ticket.state, 1) : [];
  return notices.filter(({ recipient }) => recipient === 'claire@dupont.example').map(({ language }) => language);
};

test('the client is written to in its language, or in the first that the contract has (annex §1)', () => {
  expect(languagesOf(['en', 'fr'])).toEqual(['fr']);
  expect(languagesOf(['en'])).toEqual(['en']);
});
