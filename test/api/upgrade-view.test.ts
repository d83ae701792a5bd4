import { upgradeSeenBy } from '../../api/releases/view';
import { upgradeAnswer } from '../../domain/upgrade/answer';
import { day, startMs, ToldUpgrade } from '../domain/upgrade/told-upgrade';

test('what a deployer says of the deployment to test is told to the provider alone', () => {
  const told = new ToldUpgrade().until(startMs + day);
  const answer = upgradeAnswer(told.state, told.nowMs, 1);
  expect(answer.test).toMatchObject({ state: 'done', detail: 'deployed' });
  expect(upgradeSeenBy({ scope: 'all' }, answer)).toEqual(answer);
  expect(upgradeSeenBy({ scope: 'own' }, answer)).toEqual({ ...answer, test: { ...answer.test, detail: '' } });
});
