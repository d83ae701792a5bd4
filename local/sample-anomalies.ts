import { sampleAnomaly } from '../api/anomalies/sample';
import { recordedAnomaly, type Anomaly } from '../domain/anomaly/anomaly';

const recorded = recordedAnomaly(
  sampleAnomaly,
  'wms',
  {
    title: 'The stock screen is empty after the night job',
    reproduction: {
      steps: 'Run the night job on the test environment, then open the stock screen.',
      expected: 'The stock of the evening.',
      observed: 'An empty table.',
      environment: 'test, version 2026.4',
    },
    analysis: 'The job drops the index and fails before it is made again.',
  },
  { by: 'n1@support.example', at: '2026-01-05T09:00:00.000Z' },
);

/** One with nothing published yet: its resolution is proposed to whoever is tied once it is. */
export const anomalies: readonly Anomaly[] = [recorded];
