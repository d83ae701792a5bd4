import { askedWords, foldedWords, ticketWords } from '../../domain/ticket/words';
import { claire, hour, minute, nadia, ToldTicket } from './told-ticket';

test.each([
  ['Étiquettes À IMPRIMER', ['etiquettes', 'a', 'imprimer']],
  ["L'imprimante n°2 — zone B/12", ['l', 'imprimante', 'n', '2', 'zone', 'b', '12']],
  ['mot mot MOT', ['mot']],
  ['Œuvre, ﬁchier, Łódź, Привет', ['œuvre', 'fichier', 'łodz', 'привет']],
  ['(.*)+$ ^[a]{2}\\', ['a', '2']],
  ['  … !? ', []],
])('the words of %j', (text, words) => {
  expect(foldedWords(text)).toEqual(words);
});

test('words are cut, and few narrow a search', () => {
  expect(foldedWords('x'.repeat(500))).toEqual(['x'.repeat(40)]);
  expect(askedWords('a b c d e f g h i j')).toHaveLength(8);
});

test('a ticket is found by all that was written, by its client not by what support wrote for itself', () => {
  const ticket = ToldTicket.admitted({}, { title: 'Écran noir', description: 'Depuis hier' });
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  ticket.tell(nadia, 'ask', { question: 'Quel poste ?' }, 3 * minute);
  ticket.tell(claire, 'answer', { answer: 'Poste douze' }, 4 * minute);
  ticket.tell(nadia, 'note', { note: 'Client pénible' }, 5 * minute);
  ticket.tell(nadia, 'message', { message: 'Un technicien passe' }, 6 * minute);
  ticket.tell(nadia, 'message', { message: 'Méprise', withdrawable: true }, 7 * minute);
  ticket.tell(nadia, 'withdraw-message', { number: 1 }, 7 * minute + 5_000);
  expect(ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Câble remplacé' }, hour)).toEqual(['resolved']);
  const opened = { type: 'opened', data: { opening: ticket.state.opening } };
  const { client, support } = ticketWords([opened, ...ticket.events]);
  const shared = ['ecran', 'noir', 'depuis', 'hier', 'quel', 'poste', 'douze'];
  expect(client).toEqual([...shared, 'un', 'technicien', 'passe', 'cable', 'remplace']);
  expect(support).toEqual([...shared, 'client', 'penible', 'un', 'technicien', 'passe', 'cable', 'remplace']);
});

test('a pasted log does not fill the store', () => {
  const description = Array.from({ length: 9000 }, (_, number) => `w${number}`).join(' ');
  const opened = { type: 'opened', data: { opening: { title: 'Log', description } } };
  const { client, support } = ticketWords([opened]);
  expect([client.length, support.length, client[0]]).toEqual([2000, 2000, 'log']);
});
