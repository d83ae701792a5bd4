import { wording } from './wording';

/** What a decision on a quotation brings with it, read before it is taken (patterns 6.10). */
export const quotationDecisionWords = wording(
  {
    lead: (day: string) => `Décision possible jusqu’au ${day} inclus, à l’heure du contrat.`,
    accepting: (amount: string) => [
      `J’accepte que ${amount} soient facturés, en plus de l’abonnement, une fois la demande résolue et close`,
      'J’accepte au nom de ma société, ce qui ne se reprend pas ; le travail et le délai de résolution reprennent aussitôt',
    ],
    refusing: [
      'Rien n’est facturé.',
      'Ce devis ne pourra plus être accepté. Cela ne se reprend pas.',
      'Le ticket reste ouvert et son délai de résolution reprend : le support peut faire un autre devis, ou refuser la demande comme hors de son périmètre.',
    ],
  },
  {
    lead: (day: string) => `To be decided by ${day}, included, by the clock of the contract.`,
    accepting: (amount: string) => [
      `I accept that ${amount} are billed, on top of the subscription, once the request is resolved and closed`,
      'I accept on behalf of my company, which cannot be taken back; work and the resolution clock go on at once',
    ],
    refusing: [
      'Nothing is billed.',
      'This quotation can no longer be accepted. This cannot be taken back.',
      'The ticket stays open and its resolution clock goes on: support may make another quotation, or reject the request as out of its scope.',
    ],
  },
);
