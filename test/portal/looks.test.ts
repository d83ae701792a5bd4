import { clockLooks, stateWords, ticketLooks } from '../../portal/wording/states';

/** What a badge is told by where colours are not seen: its shape, and its word. */
test('patterns 5.2: no two standings of a clock have the same word, and those of unlike need no like shape', () => {
  for (const language of ['fr', 'en'] as const) {
    const words = Object.values(stateWords[language].clock);
    expect(new Set(words).size).toBe(words.length);
  }
  const { running, soon, late, paused, 'off-hours': closed, met, missed, unjudged } = clockLooks;
  const shapes = [running, soon, late, paused, closed, met, missed, unjudged].map(({ shape }) => shape);
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('patterns 1.3: only what somebody must act on is coloured, and what is finished is plain', () => {
  const coloured = Object.entries(ticketLooks).filter(([, { client }]) => client.tone === 'soon');
  expect(coloured.map(([state]) => state)).toEqual(['waiting-client', 'quoted', 'resolved']);
  for (const state of ['closed', 'rejected', 'merged'] as const) expect(ticketLooks[state].client.tone).toBe('plain');
});
