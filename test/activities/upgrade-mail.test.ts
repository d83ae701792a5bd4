import { upgradeMail } from '../../activities/upgrade/mail';
import { noticesFor } from '../../domain/upgrade/notices';
import { calendar, ToldUpgrade } from '../domain/upgrade/told-upgrade';

test('a client is told the day on which its support ends as people say a day, in its language', () => {
  const support = { ...calendar.support, endsOn: '2027-02-01', endsMs: Date.UTC(2027, 0, 31, 23) };
  const { state, events } = new ToldUpgrade({ support });
  const warned = events.flatMap((event, index) =>
    noticesFor(event, state, index + 1).filter(({ template }) => template === 'support-warning'),
  );
  const texts = warned.map((notice) => upgradeMail(notice, undefined).text);
  expect(texts.join('\n')).toContain('Elle en sort le 1er février 2027.');
  expect(texts.join('\n')).toContain('It ends on 1 February 2027.');
  expect(texts.join('\n')).not.toContain('2027-02-01');
});
