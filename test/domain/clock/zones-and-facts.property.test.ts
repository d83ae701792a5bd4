import fc from 'fast-check';
import { zones } from '../calendar/timetable-cases';
import { holds } from '../seeds';
import { domainAnswers, oracleAnswers } from './both-answers';
import { plotIn, storyOf } from './zone-cases';

test.each(zones.map((zone, place) => [zone, place] as const))(
  'in %s a clock is what a walk from minute to minute finds, whatever happens and in whatever order',
  (zone, place) => {
    const property = fc.property(plotIn(zone), (plot) => {
      const story = storyOf(plot);
      expect(domainAnswers(story, story.shuffled)).toEqual(oracleAnswers(story, story.facts));
    });
    holds(property, { numRuns: 16, place });
  },
);
