import { activityInfo } from '@temporalio/activity';

type Activity = (...args: never[]) => Promise<unknown>;

/**
 * Activities that die twice each time they are asked, as those of a worker that is killed: at the first attempt before they have done
 * anything, at the second when all is done and nobody knows. With a worker that keeps no workflow in its cache
 * (`maxCachedWorkflows: 0`) this is a worker killed at every event of a life: each task begins anew from the history.
 */
export function dyingActivities<Activities extends object>(activities: Activities): Activities {
  const dying = Object.entries(activities as Record<string, Activity>).map(([name, activity]): [string, Activity] => [
    name,
    async (...args) => {
      const { attempt } = activityInfo();
      if (attempt === 1) throw new Error('the worker has died before it did anything');
      const answer = await activity(...args);
      if (attempt === 2) throw new Error('the worker has died before it could answer');
      return answer;
    },
  ]);
  return Object.fromEntries(dying) as Activities;
}
