import type { Language } from '../domain/languages';
import type { Refusal, RefusalCode } from '../domain/refusal';
import { maintenanceTexts } from './texts-maintenance';
import { rolloutRefusalTexts } from './texts-upgrade';

export type ProblemType =
  | 'invalid-request'
  | 'malformed'
  | 'headers-too-large'
  | 'too-slow'
  | 'invalid-json'
  | 'unsupported-media-type'
  | 'bytes-expected'
  | 'too-large'
  | 'not-found'
  | 'method-not-allowed'
  | 'unauthenticated'
  | 'forbidden'
  | 'refused'
  | 'conflict'
  | 'in-force'
  | 'import-running'
  | 'rule-broken'
  | 'changed-meanwhile'
  | 'revision-required'
  | 'too-many-requests'
  | 'unavailable'
  | 'unexpected';

/** What went wrong, in one line. */
export const problemTitles: Record<Language, Record<ProblemType, string>> = {
  en: {
    'invalid-request': 'The request does not fit what this operation takes',
    malformed: 'This is no HTTP that can be read',
    'headers-too-large': 'Address and headers are too large (at most 16 kB)',
    'too-slow': 'The request took too long to arrive',
    'invalid-json': 'The body is not JSON',
    'unsupported-media-type': 'The body must be sent as application/json',
    'bytes-expected': 'The body must be sent as application/octet-stream',
    'too-large': 'The body is too large (at most 256 kB)',
    'not-found': 'There is nothing at this address',
    'method-not-allowed': 'This address does not take that method',
    unauthenticated: 'A valid bearer token is needed',
    forbidden: 'Your role does not allow this',
    refused: 'The command was refused',
    conflict: 'There is one of that key already',
    'in-force': 'What tickets may stand on stays as it is',
    'import-running': 'It runs just now, and otherwise than asked for: wait until it is done',
    'rule-broken': 'A rule of the registers refuses the content',
    'changed-meanwhile': 'Somebody changed it meanwhile: read it again, then change it',
    'revision-required': 'A change names the revision that it is made to: send its ETag in If-Match',
    'too-many-requests': 'Too many requests: wait as long as Retry-After says',
    unavailable:
      'The service cannot answer just now: try again. What a request was to change may still be done: repeat it with the same Idempotency-Key',
    unexpected: 'Something unforeseen happened; tell us the request number',
  },
  fr: {
    'invalid-request': 'La demande ne convient pas à cette opération',
    malformed: 'Ce n’est pas du HTTP lisible',
    'headers-too-large': 'L’adresse et les en-têtes sont trop grands (16 ko au plus)',
    'too-slow': 'La demande a mis trop de temps à arriver',
    'invalid-json': "Le corps n'est pas du JSON",
    'unsupported-media-type': 'Le corps doit être envoyé en application/json',
    'bytes-expected': 'Le corps doit être envoyé en application/octet-stream',
    'too-large': 'Le corps est trop grand (256 ko au plus)',
    'not-found': "Il n'y a rien à cette adresse",
    'method-not-allowed': "Cette adresse n'accepte pas cette méthode",
    unauthenticated: "Un jeton d'accès valide est nécessaire",
    forbidden: 'Votre rôle ne le permet pas',
    refused: 'La commande a été refusée',
    conflict: 'Il y en a déjà un sous cette clé',
    'in-force': 'Ce dont des tickets peuvent relever reste tel quel',
    'import-running': 'Il est en cours, et autrement que demandé : attendez sa fin',
    'rule-broken': 'Une règle des registres refuse le contenu',
    'changed-meanwhile': "Quelqu'un l'a modifié entre-temps : relisez-le, puis modifiez-le",
    'revision-required': "Une modification nomme la révision qu'elle change : envoyez son ETag dans If-Match",
    'too-many-requests': 'Trop de demandes : attendez le temps donné par Retry-After',
    unavailable:
      'Le service ne peut pas répondre en ce moment : réessayez. Ce qu’une requête devait changer peut encore se faire : répétez-la avec la même Idempotency-Key',
    unexpected: 'Un imprévu est survenu ; donnez-nous le numéro de la demande',
  },
};

/** What each status of a problem means, for the API's document. */
export const problemStatuses: Readonly<Record<number, string>> = {
  400: 'The request does not fit: each field and its rule',
  401: 'No valid token',
  403: 'The role may not do this',
  404: 'There is no such thing, or it is another company’s',
  409: 'The state does not take this command',
  412: 'It was changed meanwhile',
  413: 'The body is too large',
  415: 'The body is of another media type',
  422: 'A rule of the annex or of the registers refuses the content',
  428: 'If-Match is missing',
  429: 'Too many requests',
  500: 'Something unforeseen',
  503: 'The service cannot answer just now: ask again, a change with the same Idempotency-Key',
};

type RefusalText = (params: Refusal['params']) => string;
const megabytes = ({ mostBytes }: Refusal['params']): number => Math.floor(Number(mostBytes) / 1024 / 1024);
const of = (params: Refusal['params'], name: string): string => String(params[name] ?? '');

const factsOf = (params: Refusal['params']): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** Every refusal of the domain in words: what happened, why, and what to do. */
export const refusalTexts: Record<Language, Record<RefusalCode, RefusalText>> = {
  en: {
    'not-found': (p) => `There is no ticket ${of(p, 'reference')}.`,
    'wrong-status': (p) => `A ticket that is ${of(p, 'status')} does not take "${of(p, 'command')}".`,
    'not-allowed': (p) => `The role ${of(p, 'role')} may not give "${of(p, 'command')}".`,
    'instant-in-future': (p) => `${of(p, 'at')} is still to come; give an instant that has passed.`,
    'evidence-without-instant': () => 'Evidence is of what is entered later than it happened: say when it happened.',
    'evidence-missing': (p) =>
      `What happened more than ${of(p, 'minutes')} minutes ago is entered with \`evidence\`: say how it is known.`,
    'instant-out-of-order': (p) => `${of(p, 'at')} is before the ticket's last fact, at ${of(p, 'last')}.`,
    'category-priority-mismatch': (p) =>
      `${of(p, 'category')} cannot be ${of(p, 'priority')}: an incident is P1, P2 or P3, a request P4.`,
    'reason-required': () => 'This ticket is qualified already: say in `reason` why it is changed.',
    'not-qualified': () => 'This ticket is not qualified yet: say what it is first (`qualify`).',
    'priority-not-agreed': (p) =>
      `Both sides agree on ${of(p, 'to')} instead of ${of(p, 'from')}: propose it (\`propose-priority\`), or write in \`agreement\` who of the client agreed, and how.`,
    'proposal-open': (p) =>
      `A change to ${of(p, 'priority')} is proposed already: it is accepted, declined or withdrawn before another one.`,
    'no-proposal': () => 'No other priority is proposed for this ticket.',
    'proposal-replaced': (p) => `${of(p, 'read')} is not what is proposed now: it is ${of(p, 'open')}.`,
    'proposal-of-side': (p) =>
      of(p, 'side') === 'client'
        ? 'The client has proposed it: support accepts or declines, the client can only withdraw it.'
        : 'Support has proposed it: the client accepts or declines, support can only withdraw it. For an agreement by phone there is `change-priority`.',
    'wait-unknown': (p) => `The client was not asked ${of(p, 'wait')} times.`,
    'wait-in-course': (p) => `Wait ${of(p, 'wait')} is still in course: enter the answer first, with \`happenedAt\`.`,
    'wait-out-of-place': (p) =>
      `There was no wait from ${of(p, 'from')} to ${of(p, 'to')}: it must end after it begins, be over, and touch neither another wait nor a time at which the ticket was resolved.`,
    'reopen-too-late': (p) =>
      `It could be reopened until ${of(p, 'until')}; open a follow-up ticket that names this one in \`followUpOf\`.`,
    'ticket-closed': (p) =>
      `Ticket ${of(p, 'reference')} is ${of(p, 'status')} and takes no "${of(p, 'command')}"; open a follow-up ticket that names it in \`followUpOf\`.`,
    'follow-up-of-open': (p) => `Ticket ${of(p, 'reference')} is still ${of(p, 'status')}: go on with it there.`,
    'caller-missing': () => 'Of a ticket that came by phone, say in `caller` who called.',
    'caller-of-phone-only': () => '`caller` is of a ticket that came by phone (`channel: phone`): leave it out.',
    'phone-by-support-only': () => 'Tickets by phone are entered by support: call it, or use the portal.',
    'level-not-next': (p) =>
      `A ticket of ${of(p, 'from')} does not go up to ${of(p, 'to')}: it goes up one level at a time, to N2, then to N3.`,
    'level-not-lower': (p) =>
      `A ticket of ${of(p, 'from')} can't be returned to ${of(p, 'to')}: only a lower level takes it back.`,
    taken: (p) => `${of(p, 'person')} has taken this ticket already.`,
    'newer-entries': () => 'Something was written on this ticket since you read it. Nothing was sent: read it first.',
    'reformulation-missing': () => 'N2 takes a ticket with the request in support’s own words: write `reformulation`.',
    'nothing-escalated': (p) =>
      p['clock'] === undefined
        ? 'Nothing of this ticket waits to be taken on.'
        : `Nothing that the ${of(p, 'clock')} clock announced waits to be taken on.`,
    'reproduction-missing': () =>
      'N3 takes a ticket with a reproduction of the anomaly: write `reproduction` (steps, expected, observed, environment).',
    'cause-of-client-incident': () =>
      'Only a client incident has a cause: leave it out, or qualify the incident as the client’s.',
    'cause-required': () => 'A client incident names its cause: the client, a third party, or a partner’s provider.',
    'not-additional-request': (p) =>
      `Only an additional request has a quotation; this ticket is qualified as ${of(p, 'category')}.`,
    'admission-pending': () => 'The contract of this ticket is not known yet: try again in a moment.',
    'too-many-decimals': (p) => `${of(p, 'amount')} has more decimals than ${of(p, 'currency')} has.`,
    'validity-over': (p) => `${of(p, 'validUntil')} is over in the contract's time zone: give a day that is to come.`,
    'quotation-not-open': (p) =>
      `Quotation ${of(p, 'number')} does not wait for a decision (${of(p, 'state')}): read the ticket again.`,
    'quotation-not-accepted': (p) =>
      `An additional request is resolved once the client has accepted its quotation (${of(p, 'state')}), and none is open.`,
    'quotation-not-given-up': (p) =>
      `An additional request is given up once its quotation was refused, has expired or was withdrawn (${of(p, 'state')}).`,
    'quotation-unbilled': (p) =>
      `The client has accepted quotation ${of(p, 'number')}, which is billed once the request is resolved and closed: this would end the ticket without.`,
    'client-decides': () =>
      'Say in `agreement` on what you stand: who of the client decided, when and how; only the client decides without it.',
    'attachment-not-found': (p) => `Ticket ${of(p, 'reference')} has no attachment ${of(p, 'id')}.`,
    'attachment-empty': () => 'The file is empty: there is nothing to attach.',
    'attachment-too-large': (p) => `A file may have at most ${megabytes(p)} MB; make it smaller, or send a part of it.`,
    'attachment-type': (p) =>
      `What a file is, is seen from its content, not from its name. Taken are: ${of(p, 'taken')}; texts in UTF-8 that are no page and no program. Put anything else into a ZIP.`,
    'attachments-full': (p) => `A ticket has at most ${of(p, 'most')} attachments.`,
    'phone-for-p1-only': () => 'The phone is for critical incidents (P1); use the portal.',
    'client-unknown': (p) => `There is no client ${of(p, 'client')}.`,
    'environment-unknown': (p) => `The client ${of(p, 'client')} has no environment ${of(p, 'environment')}.`,
    'priority-unchanged': (p) => `The priority is ${of(p, 'priority')} already.`,
    'contract-unknown': (p) => `The contract of ${of(p, 'client')} has no version ${of(p, 'version')}.`,
    'contract-not-in-force': (p) =>
      `Version ${of(p, 'version')} of the contract holds from ${of(p, 'from')}${p['until'] === '' ? '' : ` until ${of(p, 'until')}`}: it governs no ticket today.`,
    'key-reused': (p) => `This Idempotency-Key was used for ${of(p, 'reference')} with another content; use a new key.`,
    'link-target-unknown': (p) => `There is no ${of(p, 'to')} for "${of(p, 'kind')}" to lead to.`,
    'link-to-itself': (p) => `${of(p, 'reference')} is this ticket itself.`,
    'link-in-ring': (p) => `${of(p, 'to')} stands below this ticket already: it can't be its parent.`,
    'link-known': (p) => `The ticket has "${of(p, 'kind')}" ${of(p, 'to')} already.`,
    'link-unknown': (p) => `The ticket has no "${of(p, 'kind')}" ${of(p, 'to')}.`,
    'parent-known': (p) => `A ticket has one parent, and this one has ${of(p, 'parent')}: unlink that first.`,
    'incidents-only': (p) => `"${of(p, 'command')}" is for incidents: qualify the ticket as one first.`,
    'outage-for-critical-incidents': () => 'Part of an outage is an incident of the provider that is P1 or P2.',
    'merge-other-company': (p) => `${of(p, 'into')} is not of the same company.`,
    'merge-target-ended': (p) => `${of(p, 'into')} is ${of(p, 'status')}: a duplicate is merged into an open ticket.`,
    'merge-into-later': (p) =>
      `${of(p, 'into')} was opened later: merge that one into this, whose guaranteed times began earlier.`,
    'merge-gives-time': (p) =>
      `${of(p, 'into')} has more time left (${of(p, 'clock')}) than this ticket: joined to it, what the client is owed would be lost. Keep both, or resolve this one.`,
    'merge-into-lower-priority': (p) =>
      `${of(p, 'into')} is ${of(p, 'other')} and this one ${of(p, 'priority')}: agree on one priority first.`,
    'merge-without-commitment': (p) => `${of(p, 'into')} has no guaranteed times, and this one has.`,
    merged: (p) => `The ticket was merged: it goes on in ${of(p, 'into')}, which takes "${of(p, 'command')}".`,
    'anomaly-unknown': (p) => `There is no anomaly ${of(p, 'anomaly')}.`,
    'anomaly-of-other-product': (p) =>
      `${of(p, 'anomaly')} is one of ${of(p, 'product')}, and the ticket is about ${of(p, 'own')}.`,
    'tied-already': (p) => `The ticket is tied to ${of(p, 'anomaly')}: untie it first.`,
    'not-tied': () => 'The ticket is not tied to that anomaly.',
    'nothing-proposed': () => 'No resolution waits for an agreement.',
    'not-withdrawable': () => 'That message cannot be withdrawn any more: it has gone, or somebody else wrote it.',
    'resolution-replaced': (p) =>
      `Proposal ${of(p, 'number')} no longer waits for an agreement: number ${of(p, 'open')} does. Read the ticket again.`,
    'resolution-declined-before': () =>
      'The client has declined this very resolution: publish another one, or propose one for this ticket alone.',
    'agreement-missing': () => 'The client agrees, not support: write in `agreement` who of the client did, and how.',
    'agreement-by-support-only': () =>
      '`agreement` is for support, which enters what the client has decided: leave it out.',
    'fix-without-version': () => 'A fix names the version that delivers it: write `version`.',
    'too-many-tickets': (p) =>
      `It concerns ${of(p, 'found')} open tickets, and one command takes ${of(p, 'most')} at most: settle a part of them first, ticket by ticket.`,
    'not-eligible': (p) => `The registers reject it (${factsOf(p)}): set them right, then import it again.`,
    ...maintenanceTexts.en,
    ...rolloutRefusalTexts.en,
  },
  fr: {
    'not-found': (p) => `Il n'y a pas de ticket ${of(p, 'reference')}.`,
    'wrong-status': (p) => `Un ticket dans l'état ${of(p, 'status')} n'accepte pas « ${of(p, 'command')} ».`,
    'not-allowed': (p) => `Le rôle ${of(p, 'role')} ne peut pas donner « ${of(p, 'command')} ».`,
    'instant-in-future': (p) => `${of(p, 'at')} est encore à venir ; donnez un instant passé.`,
    'evidence-without-instant': () =>
      'Une preuve porte sur ce qui est saisi après coup : dites quand cela s’est passé.',
    'evidence-missing': (p) =>
      `Ce qui s’est passé il y a plus de ${of(p, 'minutes')} minutes se saisit avec \`evidence\` : dites comment on le sait.`,
    'instant-out-of-order': (p) => `${of(p, 'at')} précède le dernier fait du ticket, du ${of(p, 'last')}.`,
    'category-priority-mismatch': (p) =>
      `${of(p, 'category')} ne peut pas être ${of(p, 'priority')} : un incident est P1, P2 ou P3, une demande P4.`,
    'reason-required': () => 'Ce ticket est déjà qualifié : dites dans `reason` pourquoi vous changez.',
    'not-qualified': () => "Ce ticket n'est pas encore qualifié : dites d'abord ce qu'il est (`qualify`).",
    'priority-not-agreed': (p) =>
      `Les deux parties s'accordent sur ${of(p, 'to')} au lieu de ${of(p, 'from')} : proposez-la (\`propose-priority\`), ou écrivez dans \`agreement\` qui chez le client a donné son accord, et comment.`,
    'proposal-open': (p) =>
      `Un passage en ${of(p, 'priority')} est déjà proposé : il est accepté, décliné ou retiré avant un autre.`,
    'no-proposal': () => "Aucune autre priorité n'est proposée pour ce ticket.",
    'proposal-replaced': (p) => `${of(p, 'read')} n'est pas ce qui est proposé à présent : c'est ${of(p, 'open')}.`,
    'proposal-of-side': (p) =>
      of(p, 'side') === 'client'
        ? 'Le client l’a proposée : le support accepte ou décline, le client peut seulement la retirer.'
        : 'Le support l’a proposée : le client accepte ou décline, le support peut seulement la retirer. Pour un accord par téléphone, il y a `change-priority`.',
    'wait-unknown': (p) => `Le client n'a pas été sollicité ${of(p, 'wait')} fois.`,
    'wait-in-course': (p) =>
      `L'attente ${of(p, 'wait')} est encore en cours : saisissez d'abord la réponse, avec \`happenedAt\`.`,
    'wait-out-of-place': (p) =>
      `Il n'y a pas eu d'attente du ${of(p, 'from')} au ${of(p, 'to')} : elle finit après avoir commencé, elle est passée, et elle ne touche ni une autre attente ni un temps où le ticket était résolu.`,
    'reopen-too-late': (p) =>
      `Il pouvait être rouvert jusqu'au ${of(p, 'until')} ; ouvrez un ticket de suite qui le nomme dans \`followUpOf\`.`,
    'ticket-closed': (p) =>
      `Le ticket ${of(p, 'reference')} est dans l'état ${of(p, 'status')} et n'accepte pas « ${of(p, 'command')} » ; ouvrez un ticket de suite qui le nomme dans \`followUpOf\`.`,
    'follow-up-of-open': (p) =>
      `Le ticket ${of(p, 'reference')} est encore dans l'état ${of(p, 'status')} : poursuivez dans celui-ci.`,
    'caller-missing': () => 'Pour un ticket pris au téléphone, dites dans `caller` qui a appelé.',
    'caller-of-phone-only': () => '`caller` est pour un ticket pris au téléphone (`channel: phone`) : omettez-le.',
    'phone-by-support-only': () =>
      'Les tickets pris au téléphone sont saisis par le support : appelez-le, ou utilisez le portail.',
    'level-not-next': (p) =>
      `Un ticket du ${of(p, 'from')} ne passe pas au ${of(p, 'to')} : il monte d'un niveau à la fois, au N2 puis au N3.`,
    'level-not-lower': (p) =>
      `Un ticket du ${of(p, 'from')} ne peut pas être rendu au ${of(p, 'to')} : seul un niveau inférieur le reprend.`,
    taken: (p) => `${of(p, 'person')} a déjà pris ce ticket.`,
    'newer-entries': () =>
      'Quelque chose a été écrit sur ce ticket depuis que vous l’avez lu. Rien n’a été envoyé : lisez-le d’abord.',
    'reformulation-missing': () =>
      'Le N2 prend un ticket avec la sollicitation reformulée par le support : écrivez `reformulation`.',
    'nothing-escalated': (p) =>
      p['clock'] === undefined
        ? 'Rien de ce ticket n’attend d’être pris en charge.'
        : `Rien de ce que le délai « ${of(p, 'clock')} » a annoncé n’attend d’être pris en charge.`,
    'reproduction-missing': () =>
      'Le N3 prend un ticket avec le document de reproduction : écrivez `reproduction` (étapes, attendu, observé, environnement).',
    'cause-of-client-incident': () =>
      'Seul un incident client a une cause : ne l’indiquez pas, ou qualifiez l’incident comme incident client.',
    'cause-required': () =>
      "Un incident client nomme sa cause : le client, un tiers, ou le prestataire d'un partenaire.",
    'not-additional-request': (p) =>
      `Seule une demande complémentaire fait l'objet d'un devis ; ce ticket est qualifié ${of(p, 'category')}.`,
    'admission-pending': () => "Le contrat de ce ticket n'est pas encore connu : réessayez dans un instant.",
    'too-many-decimals': (p) => `${of(p, 'amount')} a plus de décimales que ${of(p, 'currency')} n'en compte.`,
    'validity-over': (p) =>
      `Le ${of(p, 'validUntil')} est passé dans le fuseau horaire du contrat : donnez un jour à venir.`,
    'quotation-not-open': (p) =>
      `Le devis ${of(p, 'number')} n'attend pas de décision (${of(p, 'state')}) : relisez le ticket.`,
    'quotation-not-accepted': (p) =>
      `Une demande complémentaire est résolue une fois son devis accepté par le client (${of(p, 'state')}), et aucun en attente.`,
    'quotation-not-given-up': (p) =>
      `Une demande complémentaire est abandonnée une fois son devis refusé, expiré ou retiré (${of(p, 'state')}).`,
    'quotation-unbilled': (p) =>
      `Le client a accepté le devis ${of(p, 'number')}, facturé une fois la demande résolue et close : ceci terminerait le ticket sans cela.`,
    'client-decides': () =>
      'Écrivez dans `agreement` sur quoi vous vous fondez : qui, chez le client, a décidé, quand et comment ; le client seul décide sans cela.',
    'attachment-not-found': (p) => `Le ticket ${of(p, 'reference')} n'a pas de pièce jointe ${of(p, 'id')}.`,
    'attachment-empty': () => 'Le fichier est vide : il n’y a rien à joindre.',
    'attachment-too-large': (p) =>
      `Un fichier fait au plus ${megabytes(p)} Mo ; réduisez-le, ou envoyez-en une partie.`,
    'attachment-type': (p) =>
      `Le type d'un fichier se lit dans son contenu, pas dans son nom. Sont acceptés : ${of(p, 'taken')} ; les textes en UTF-8, sans page ni programme. Mettez le reste dans un ZIP.`,
    'attachments-full': (p) => `Un ticket a au plus ${of(p, 'most')} pièces jointes.`,
    'phone-for-p1-only': () => 'Le téléphone est réservé aux incidents critiques (P1) ; utilisez le portail.',
    'client-unknown': (p) => `Il n'y a pas de client ${of(p, 'client')}.`,
    'environment-unknown': (p) => `Le client ${of(p, 'client')} n'a pas d'environnement ${of(p, 'environment')}.`,
    'priority-unchanged': (p) => `La priorité est déjà ${of(p, 'priority')}.`,
    'contract-unknown': (p) => `Le contrat de ${of(p, 'client')} n'a pas de version ${of(p, 'version')}.`,
    'contract-not-in-force': (p) =>
      `La version ${of(p, 'version')} du contrat vaut à partir du ${of(p, 'from')}${p['until'] === '' ? '' : ` et jusqu'au ${of(p, 'until')}`} : elle ne régit aucun ticket aujourd'hui.`,
    'key-reused': (p) =>
      `Cette Idempotency-Key a servi pour ${of(p, 'reference')} avec un autre contenu ; prenez-en une nouvelle.`,
    'link-target-unknown': (p) => `« ${of(p, 'kind')} » ne mène à rien : il n'y a pas de ${of(p, 'to')}.`,
    'link-to-itself': (p) => `${of(p, 'reference')} est ce ticket même.`,
    'link-in-ring': (p) => `${of(p, 'to')} est déjà sous ce ticket : il ne peut pas en être le parent.`,
    'link-known': (p) => `Le ticket a déjà « ${of(p, 'kind')} » ${of(p, 'to')}.`,
    'link-unknown': (p) => `Le ticket n'a pas « ${of(p, 'kind')} » ${of(p, 'to')}.`,
    'parent-known': (p) => `Un ticket a un seul parent, et celui-ci a ${of(p, 'parent')} : déliez-le d'abord.`,
    'incidents-only': (p) => `« ${of(p, 'command')} » vaut pour les incidents : qualifiez d'abord le ticket ainsi.`,
    'outage-for-critical-incidents': () => "Fait partie d'un arrêt un incident du prestataire, P1 ou P2.",
    'merge-other-company': (p) => `${of(p, 'into')} n'est pas de la même société.`,
    'merge-target-ended': (p) =>
      `${of(p, 'into')} est dans l'état ${of(p, 'status')} : un doublon est fusionné dans un ticket ouvert.`,
    'merge-into-later': (p) =>
      `${of(p, 'into')} a été ouvert plus tard : fusionnez-le dans celui-ci, dont les délais garantis ont commencé avant.`,
    'merge-gives-time': (p) =>
      `Il reste plus de temps à ${of(p, 'into')} (${of(p, 'clock')}) qu'à ce ticket : réunis, ce qui est dû au client serait perdu. Gardez les deux, ou résolvez celui-ci.`,
    'merge-into-lower-priority': (p) =>
      `${of(p, 'into')} est ${of(p, 'other')} et celui-ci ${of(p, 'priority')} : convenez d'abord d'une seule priorité.`,
    'merge-without-commitment': (p) => `${of(p, 'into')} n'a pas de délais garantis, et celui-ci en a.`,
    merged: (p) =>
      `Le ticket a été fusionné : il se poursuit dans ${of(p, 'into')}, qui accepte « ${of(p, 'command')} ».`,
    'anomaly-unknown': (p) => `Il n'y a pas d'anomalie ${of(p, 'anomaly')}.`,
    'anomaly-of-other-product': (p) =>
      `${of(p, 'anomaly')} concerne ${of(p, 'product')}, et le ticket ${of(p, 'own')}.`,
    'tied-already': (p) => `Le ticket est rattaché à ${of(p, 'anomaly')} : détachez-le d'abord.`,
    'not-tied': () => "Le ticket n'est pas rattaché à cette anomalie.",
    'nothing-proposed': () => "Aucune résolution n'attend un accord.",
    'not-withdrawable': () => 'Ce message ne peut plus être retiré : il est parti, ou quelqu’un d’autre l’a écrit.',
    'resolution-replaced': (p) =>
      `La proposition ${of(p, 'number')} n'attend plus d'accord : c'est la ${of(p, 'open')}. Relisez le ticket.`,
    'resolution-declined-before': () =>
      'Le client a refusé cette même résolution : publiez-en une autre, ou proposez-en une pour ce seul ticket.',
    'agreement-by-support-only': () =>
      '`agreement` est pour le support, qui saisit ce que le client a décidé : omettez-le.',
    'agreement-missing': () =>
      "C'est le client qui donne son accord : écrivez dans `agreement` qui l'a donné, et comment.",
    'fix-without-version': () => 'Un correctif nomme la version qui le livre : écrivez `version`.',
    'too-many-tickets': (p) =>
      `Cela concerne ${of(p, 'found')} tickets ouverts, et une commande en prend ${of(p, 'most')} au plus : réglez-en d'abord une partie, ticket par ticket.`,
    'not-eligible': (p) => `Les registres le rejettent (${factsOf(p)}) : corrigez-les, puis importez-le de nouveau.`,
    ...maintenanceTexts.fr,
    ...rolloutRefusalTexts.fr,
  },
};
