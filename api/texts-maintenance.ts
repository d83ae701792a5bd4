import type { Refusal } from '../domain/refusal';

type Params = Refusal['params'];
const of = (params: Params, name: string): string => String(params[name] ?? '');
const earliest = (p: Params, found: string, none: string): string =>
  of(p, 'earliest') === '' ? none : `${found} ${of(p, 'earliest')}.`;

const firstEn = (p: Params): string =>
  earliest(
    p,
    'The first window from then on that is free and can be announced in time begins on',
    'The contract has none that is.',
  );
const firstFr = (p: Params): string =>
  earliest(
    p,
    'La première fenêtre libre à partir de là, qui peut être annoncée à temps, commence le',
    'Le contrat n’en a aucune qui convienne.',
  );

/** Why a maintenance does not take what it is told (annex §10), in words. */
export const maintenanceTexts = {
  en: {
    'maintenance-unknown': (p: Params) => `There is no maintenance ${of(p, 'reference')}.`,
    'maintenance-status': (p: Params) =>
      `A maintenance that is ${of(p, 'status')} does not take "${of(p, 'command')}".`,
    'notice-late': (p: Params) =>
      `The window of ${of(p, 'start')} had to be announced by ${of(p, 'noticeBy')}: 7 calendar days and 168 hours before. ${firstEn(p)}`,
    'window-not-allowed': (p: Params) =>
      `The contract has no window that begins on ${of(p, 'start')}: say in \`agreement\` how it was agreed with the client. ${firstEn(p)}`,
    'window-too-short': (p: Params) =>
      `${of(p, 'minutes')} minutes do not fit into the window of ${of(p, 'start')}. ${firstEn(p)}`,
    'window-too-long': (p: Params) =>
      `Planned work lasts ${of(p, 'hours')} hours at most: all that a window closes counts as planned.`,
    'window-unchanged': (p: Params) => `It begins and ends at these very instants already (${of(p, 'start')}).`,
    'window-frozen': (p: Params) => `No planned work is done then: ${of(p, 'reason')}. ${firstEn(p)}`,
    'window-taken': (p: Params) =>
      `The same service is closed from ${of(p, 'startsAt')} to ${of(p, 'endsAt')} by ${of(p, 'reference')}. ${firstEn(p)}`,
    'too-far-ahead': (p: Params) =>
      `${of(p, 'at')} is too far ahead: nothing is planned for later than ${of(p, 'latest')}.`,
    'window-of-upgrade': (p: Params) => `Its window is the upgrade's (${of(p, 'upgrade')}): change that one.`,
    'nobody-to-tell': () => 'The contract names nobody of the client: a maintenance that nobody is told of is none.',
    'not-postponable': () => 'An unplanned maintenance cannot be put off by the provider; the client can.',
    'not-refusable': () => 'A planned maintenance cannot be refused: it was announced in time.',
    'waiver-of-upgrade': (p: Params) => `It installs a version: refuse or postpone the upgrade (${of(p, 'upgrade')}).`,
    'consequences-changed': () => 'This is not the text of the consequences that was shown: read it again, then sign.',
    'postponed-to-earlier': (p: Params) => `It begins on ${of(p, 'start')}: postpone it to a later instant.`,
    'work-not-by-hand': (p: Params) => `Nobody's word is waited for: it is at "${of(p, 'phase')}".`,
  },
  fr: {
    'maintenance-unknown': (p: Params) => `Il n'y a pas de maintenance ${of(p, 'reference')}.`,
    'maintenance-status': (p: Params) =>
      `Une maintenance dans l'état ${of(p, 'status')} n'accepte pas « ${of(p, 'command')} ».`,
    'notice-late': (p: Params) =>
      `La fenêtre du ${of(p, 'start')} devait être annoncée au plus tard le ${of(p, 'noticeBy')} : 7 jours calendaires et 168 heures avant. ${firstFr(p)}`,
    'window-not-allowed': (p: Params) =>
      `Le contrat n'a pas de fenêtre qui commence le ${of(p, 'start')} : dites dans \`agreement\` comment elle a été convenue avec le client. ${firstFr(p)}`,
    'window-too-short': (p: Params) =>
      `${of(p, 'minutes')} minutes ne tiennent pas dans la fenêtre du ${of(p, 'start')}. ${firstFr(p)}`,
    'window-too-long': (p: Params) =>
      `Un travail planifié dure ${of(p, 'hours')} heures au plus : tout ce qu'une fenêtre ferme compte comme planifié.`,
    'window-unchanged': (p: Params) => `Elle commence et finit déjà à ces instants (${of(p, 'start')}).`,
    'window-frozen': (p: Params) => `Aucun travail planifié n'a lieu alors : ${of(p, 'reason')}. ${firstFr(p)}`,
    'window-taken': (p: Params) =>
      `Le même service est fermé du ${of(p, 'startsAt')} au ${of(p, 'endsAt')} par ${of(p, 'reference')}. ${firstFr(p)}`,
    'too-far-ahead': (p: Params) => `${of(p, 'at')} est trop éloigné : rien n'est prévu après le ${of(p, 'latest')}.`,
    'window-of-upgrade': (p: Params) =>
      `Sa fenêtre est celle de la montée de version (${of(p, 'upgrade')}) : changez celle-ci.`,
    'nobody-to-tell': () =>
      "Le contrat ne nomme personne du client : une maintenance dont personne n'est informé n'en est pas une.",
    'not-postponable': () => 'Le prestataire ne peut pas reporter une maintenance non planifiée ; le client le peut.',
    'not-refusable': () => 'Une maintenance planifiée ne peut pas être refusée : elle a été annoncée à temps.',
    'waiver-of-upgrade': (p: Params) =>
      `Elle installe une version : refusez ou reportez la montée de version (${of(p, 'upgrade')}).`,
    'consequences-changed': () => "Ce n'est pas le texte des conséquences qui a été montré : relisez-le, puis signez.",
    'postponed-to-earlier': (p: Params) => `Elle commence le ${of(p, 'start')} : reportez-la à plus tard.`,
    'work-not-by-hand': (p: Params) => `Personne n'a rien à en dire : elle en est à « ${of(p, 'phase')} ».`,
  },
};
