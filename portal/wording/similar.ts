import { wording } from './wording';

/** Tickets and anomalies that are like one. */
export const similarWords = wording(
  {
    reported: 'Déjà signalé chez vous ?',
    kept: 'Si c’est le même sujet, écrivez plutôt dans ce ticket. Ce que vous avez saisi ici est gardé.',
    title: 'Semblables',
    anomalies: 'Anomalies connues de ce produit',
    anomalyStates: { open: 'ouverte', 'worked-around': 'contournée', fixed: 'corrigée' },
  },
  {
    reported: 'Reported already by your company?',
    kept: 'If it is the same matter, write in that ticket instead. What you typed here is kept.',
    title: 'Similar ones',
    anomalies: 'Known anomalies of this product',
    anomalyStates: { open: 'open', 'worked-around': 'worked around', fixed: 'fixed' },
  },
);
