import { wording } from './wording';

/** The one sentence that says where a ticket stands: who acts, and since or by when (patterns 1.2). */
export const sentenceWords = wording(
  {
    new: (at: string, due: string | null) =>
      due === null ? `Reçu ${at}.` : `Reçu ${at}. Prise en compte au plus tard ${due}.`,
    acknowledged: (due: string | null) =>
      due === null
        ? 'Pris en compte : nous allons le qualifier.'
        : `Pris en compte : nous allons le qualifier. Résolution au plus tard ${due}.`,
    qualified: (category: string, priority: string, due: string | null) =>
      `Qualifié « ${category} », priorité ${priority}.${due === null ? '' : ` Résolution au plus tard ${due}.`}`,
    'in-progress': (due: string | null) =>
      `À nous : nous y travaillons.${due === null ? '' : ` Résolution au plus tard ${due}.`}`,
    waiting: (since: string, used: string | null, due: string | null) =>
      `À vous depuis ${since} : le support attend votre réponse.${
        used === null ? '' : ` Le délai est arrêté à ${used} de support.`
      }${due === null ? '' : ` Si vous répondiez maintenant : échéance ${due}.`}`,
    waitingAgent: (since: string, used: string | null) =>
      `Attend la réponse du client depuis ${since}.${used === null ? '' : ` Le délai est arrêté à ${used} de support.`}`,
    quoted: (number: number, until: string) => `À vous : devis ${number} à accepter jusqu’au ${until} inclus.`,
    quotedAgent: (number: number, until: string) =>
      `Attend la décision du client sur le devis ${number}, jusqu’au ${until} inclus.`,
    resolved: (kind: 'fix' | 'workaround', until: string | null) =>
      `Résolu par ${kind === 'fix' ? 'une correction' : 'un contournement'}. Confirmez${
        until === null ? ', ou rouvrez.' : `, ou rouvrez avant ${until}.`
      }`,
    resolvedAgent: (kind: 'fix' | 'workaround') =>
      `Résolu par ${kind === 'fix' ? 'une correction' : 'un contournement'}. Le client confirme ou rouvre.`,
    closed: (at: string | null) => (at === null ? 'Clos. Lecture seule.' : `Clos ${at}. Lecture seule.`),
    rejected: (reason: string, clause: string) => `Non recevable : ${reason} (${clause}).`,
    rejectedPlainly: 'Non recevable.',
    merged: (into: string) => `Réuni au ticket ${into}. Suivez-le là.`,
  },
  {
    new: (at: string, due: string | null) =>
      due === null ? `Received ${at}.` : `Received ${at}. We will take it up by ${due}.`,
    acknowledged: (due: string | null) =>
      due === null
        ? 'Taken up: we are going to qualify it.'
        : `Taken up: we are going to qualify it. Resolution by ${due}.`,
    qualified: (category: string, priority: string, due: string | null) =>
      `Qualified as “${category}”, priority ${priority}.${due === null ? '' : ` Resolution by ${due}.`}`,
    'in-progress': (due: string | null) => `With us: being worked on.${due === null ? '' : ` Resolution by ${due}.`}`,
    waiting: (since: string, used: string | null, due: string | null) =>
      `With you since ${since}: support waits for your answer.${
        used === null ? '' : ` The clock is stopped at ${used} of support.`
      }${due === null ? '' : ` If you answered now: due ${due}.`}`,
    waitingAgent: (since: string, used: string | null) =>
      `Waits for the client’s answer since ${since}.${used === null ? '' : ` The clock is stopped at ${used} of support.`}`,
    quoted: (number: number, until: string) => `With you: quotation ${number} to accept by ${until}, included.`,
    quotedAgent: (number: number, until: string) =>
      `Waits for the client’s decision on quotation ${number}, until ${until}, included.`,
    resolved: (kind: 'fix' | 'workaround', until: string | null) =>
      `Resolved by a ${kind}. Confirm${until === null ? ', or reopen.' : `, or reopen by ${until}.`}`,
    resolvedAgent: (kind: 'fix' | 'workaround') => `Resolved by a ${kind}. The client confirms or reopens.`,
    closed: (at: string | null) => (at === null ? 'Closed. Read only.' : `Closed ${at}. Read only.`),
    rejected: (reason: string, clause: string) => `Not covered: ${reason} (${clause}).`,
    rejectedPlainly: 'Not covered.',
    merged: (into: string) => `Joined to ticket ${into}. Follow it there.`,
  },
);
