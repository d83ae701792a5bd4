import { z } from 'zod';
import { refusal } from '../refusal';
import { text } from '../text';
import { referenceSchema } from '../ticket/reference';
import { whyReleased } from './incidents';
import { clientOrReleases, happened, releases, rule } from './rule';
import { openIncidents } from './test-time';

/** What happens in the month "pour tester" (annex §10): the deployment to test, the notice, acceptance and incidents. */
export const testingRules = {
  /** The client needs no more time: the promotion goes into the next window. A client that had refused takes it after all. */
  accept: rule({
    data: z.strictObject({ agreement: text(1000).optional() }),
    roles: clientOrReleases,
    decide(state, { agreement = null }, told) {
      if (state.accepted && !state.refused && state.postponedUntilMs === null) return refusal('accepted-already');
      const [open] = openIncidents(state);
      if (open) return refusal('upgrade-incident-open', { ticket: open.ticket ?? '' });
      if (!state.notified) return refusal('upgrade-not-ready');
      if (told.by.role !== 'client' && agreement === null) return refusal('agreement-required');
      return happened(told, 'accepted', { agreement });
    },
  }),
  /** The client's veto: a ticket of its own, which stops the promotion until it is resolved or withdrawn. */
  'report-incident': rule({
    data: z.strictObject({ ticket: referenceSchema }),
    roles: ['client', 'support', 'release-manager', 'admin'],
    decide(state, { ticket }, told) {
      const found = told.facts.ticket;
      if (found?.ticket !== ticket || found.client !== state.opening.client)
        return refusal('link-target-unknown', { kind: 'caused-by-upgrade', to: ticket });
      if (state.opening.unplanned) return refusal('no-test-window');
      const known = state.incidents.find((one) => one.ticket === ticket);
      if (known?.open) return refusal('incident-known', { ticket });
      const released = whyReleased({ ...found, tied: true });
      if (released) return refusal('incident-not-open', { ticket, why: released });
      // The number is left open: the tie is answered with how the ticket stands then.
      const sequence = known?.sequence ?? 0;
      if (known) return happened(told, 'incident-reopened', { ticket, sequence });
      return happened(told, 'incident-reported', { ticket, origin: 'client', sequence });
    },
  }),
  /** The report is taken back, whatever becomes of the ticket. */
  'withdraw-incident': rule({
    data: z.strictObject({ ticket: referenceSchema, agreement: text(1000).optional() }),
    roles: ['client', 'support', 'release-manager', 'admin'],
    decide({ incidents }, { ticket, agreement }, told) {
      const known = incidents.find((one) => one.ticket === ticket);
      if (!known?.open) return refusal('incident-not-reported', { ticket });
      if (known.origin === 'provider' && told.by.role === 'client')
        return refusal('not-allowed', { command: 'withdraw-incident', role: told.by.role });
      if (told.by.role !== 'client' && known.origin === 'client' && agreement === undefined)
        return refusal('agreement-required');
      return happened(told, 'incident-released', { ticket, why: 'withdrawn', sequence: known.sequence });
    },
  }),
  'retry-test': rule({
    data: z.strictObject({}),
    roles: releases,
    decide({ test, calendar }, _data, told) {
      const environment = calendar?.test ?? null;
      if (!['failed', 'waiting'].includes(test.state) || environment === null)
        return refusal('test-not-failed', { state: test.state });
      return happened(told, 'test-asked', { environment });
    },
  }),
  /** A person has installed the version in the test environment, where no deployer does. */
  'confirm-test': rule({
    data: z.strictObject({ detail: text(1000) }),
    roles: releases,
    decide({ test, calendar }, { detail }, told) {
      const environment = calendar?.test ?? null;
      if (!['failed', 'by-hand'].includes(test.state) || environment === null)
        return refusal('test-not-failed', { state: test.state });
      return happened(told, 'test-deployed', { environment, detail });
    },
  }),
  /** The client was told by other means, as none of its contacts could be reached by mail: its month begins. */
  'record-notice': rule({
    data: z.strictObject({ how: text(1000) }),
    roles: releases,
    decide({ notified }, { how }, told) {
      if (!notified || notified.acceptedAt !== null) return refusal('notice-not-missing');
      return happened(told, 'notice-recorded', { how });
    },
  }),
} as const;
