import type { Status } from '../../domain/ticket/schema';
import type { ClockShape } from '../time/countdown';
import { wording } from './wording';

/** Four tones alone; shape and word always carry the meaning as well (patterns §5). */
export type Tone = 'running' | 'soon' | 'late' | 'stopped' | 'plain';

/** Shapes that are told apart without colour. */
export type Shape =
  | 'disc'
  | 'circle'
  | 'triangle'
  | 'octagon'
  | 'bars'
  | 'moon'
  | 'tick'
  | 'cross'
  | 'dash'
  | 'envelope'
  | 'hand'
  | 'tag'
  | 'gear'
  | 'person'
  | 'document'
  | 'box'
  | 'stop'
  | 'join';

interface Look {
  readonly shape: Shape;
  readonly tone: Tone;
}

/** What a ticket is called: its status, with the two that the status alone does not tell apart. */
export type TicketState = Status | 'quoted' | 'merged';

/** How each state of a ticket looks to the provider's people, and to a client whose turn it may be (patterns 1.3). */
export const ticketLooks: Readonly<Record<TicketState, { readonly agent: Look; readonly client: Look }>> = {
  new: both('envelope', 'running'),
  acknowledged: both('hand', 'running'),
  qualified: both('tag', 'running'),
  'in-progress': both('gear', 'running'),
  'waiting-client': { agent: { shape: 'bars', tone: 'stopped' }, client: { shape: 'person', tone: 'soon' } },
  quoted: { agent: { shape: 'document', tone: 'stopped' }, client: { shape: 'document', tone: 'soon' } },
  resolved: { agent: { shape: 'tick', tone: 'stopped' }, client: { shape: 'tick', tone: 'soon' } },
  closed: both('box', 'plain'),
  rejected: both('stop', 'plain'),
  merged: both('join', 'plain'),
};

export const clockLooks: Readonly<Record<ClockShape, Look>> = {
  running: { shape: 'disc', tone: 'running' },
  soon: { shape: 'triangle', tone: 'soon' },
  late: { shape: 'octagon', tone: 'late' },
  'late-paused': { shape: 'octagon', tone: 'late' },
  paused: { shape: 'bars', tone: 'stopped' },
  'off-hours': { shape: 'moon', tone: 'stopped' },
  downtime: { shape: 'moon', tone: 'stopped' },
  met: { shape: 'tick', tone: 'stopped' },
  missed: { shape: 'cross', tone: 'late' },
  unjudged: { shape: 'dash', tone: 'stopped' },
};

function both(shape: Shape, tone: Tone): { readonly agent: Look; readonly client: Look } {
  return { agent: { shape, tone }, client: { shape, tone } };
}

/** One or two words for each state; a missing one is a compile error. */
export const stateWords = wording<{
  readonly ticket: Readonly<Record<TicketState, string>>;
  /** What a client's list says: who has to act. */
  readonly turn: Readonly<Record<TicketState, string>>;
  readonly clock: Readonly<Record<ClockShape, string>>;
}>(
  {
    ticket: {
      new: 'Nouveau',
      acknowledged: 'Pris en compte',
      qualified: 'Qualifié',
      'in-progress': 'En cours',
      'waiting-client': 'Attend le client',
      quoted: 'Devis envoyé',
      resolved: 'Résolu',
      closed: 'Clos',
      rejected: 'Non recevable',
      merged: 'Fusionné',
    },
    turn: {
      new: 'Reçu, chez nous',
      acknowledged: 'Pris en compte',
      qualified: 'Qualifié, chez nous',
      'in-progress': 'Chez nous, en cours',
      'waiting-client': 'À vous : répondre',
      quoted: 'À vous : devis',
      resolved: 'À vous : confirmer',
      closed: 'Clos',
      rejected: 'Non recevable',
      merged: 'Réuni à un autre',
    },
    clock: {
      running: 'En cours',
      soon: 'Bientôt',
      late: 'Dépassé',
      'late-paused': 'Dépassé, arrêté',
      paused: 'Arrêté',
      'off-hours': 'Hors horaires',
      downtime: 'Arrêt planifié',
      met: 'Tenu',
      missed: 'Manqué',
      unjudged: 'Sans verdict',
    },
  },
  {
    ticket: {
      new: 'New',
      acknowledged: 'Acknowledged',
      qualified: 'Qualified',
      'in-progress': 'In progress',
      'waiting-client': 'Waiting for client',
      quoted: 'Quotation sent',
      resolved: 'Resolved',
      closed: 'Closed',
      rejected: 'Not covered',
      merged: 'Merged',
    },
    turn: {
      new: 'Received, with us',
      acknowledged: 'Taken up',
      qualified: 'Qualified, with us',
      'in-progress': 'With us, in progress',
      'waiting-client': 'With you: answer',
      quoted: 'With you: quotation',
      resolved: 'With you: confirm',
      closed: 'Closed',
      rejected: 'Not covered',
      merged: 'Joined to another',
    },
    clock: {
      running: 'Running',
      soon: 'Due soon',
      late: 'Late',
      'late-paused': 'Late, paused',
      paused: 'Paused',
      'off-hours': 'Off hours',
      downtime: 'Planned downtime',
      met: 'Met',
      missed: 'Missed',
      unjudged: 'No verdict',
    },
  },
);
