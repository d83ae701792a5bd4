import { noticeText } from '../../activities/mail/texts';
import type { Notice } from '../../domain/ticket/notices';

const at = '2026-11-23T21:00:00.000Z';
const notice: Notice = {
  reference: 'T-0123456789',
  sequence: 7,
  template: 'escalation',
  recipient: 'manager@support.example',
  language: 'fr',
  title: 'Écran vide',
  priority: 'P1',
  zone: 'Europe/Paris',
  at,
  text: null,
  reason: null,
  clock: 'resolution',
  threshold: 'breach+PT1H30M',
  deadline: 0,
  dueAt: '2026-11-23T19:30:00.000Z',
  targetMs: 4 * 3_600_000,
};
const later = (ms: number): number => Date.parse(at) + ms;

test('a step after a breach says by how much the target is exceeded, in both languages', () => {
  const french = noticeText(notice, later(500));
  expect(french.subject).toBe('[T-0123456789] P1 : temps de résolution (GTR), dépassé depuis 1h 30min : Écran vide');
  expect(french.text).not.toContain('plus tard');
  expect(noticeText({ ...notice, language: 'en' }, later(500)).subject).toContain('exceeded for 1h 30min');
});

test('one that leaves late says when it was due and by how much it is late, in both languages', () => {
  const lateMs = 2 * 3_600_000 + 5 * 60_000;
  expect(noticeText(notice, later(lateMs)).text).toMatch(
    /Cet avis était dû le lun\. 23\/11\/2026.* 22:00 UTC\+1\. Il part 2 h 05 plus tard\./,
  );
  expect(noticeText({ ...notice, language: 'en' }, later(lateMs)).text).toMatch(
    /This notice was due Mon,? 23\/11\/2026.* 22:00 GMT\+1\. It leaves 2 h 05 later\./,
  );
});

test('one that waited for its hours says so', () => {
  const text = noticeText({ ...notice, hours: 'office' }, later(10.5 * 3_600_000)).text;
  expect(text).toContain('Il part 10 h 30 plus tard (heures « office »).');
});
