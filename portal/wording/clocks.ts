import { wording } from './wording';

/** The two clocks of a ticket and what their figures mean. The noun "support" is never left out: the other time is the wall's (patterns 4.5). */
export const clockWords = wording(
  {
    names: {
      intervention: { plain: 'Temps de prise en compte' },
      resolution: { plain: 'Temps de résolution' },
    },
    title: 'Délais garantis',
    used: 'Temps de support utilisé',
    usedOf: (used: string, target: string) => `${used} de support utilisées sur ${target}`,
    notKnown: 'non connue',
    none: 'Sans engagement de délai.',
    lastValue: (time: string) => `Pas de connexion : valeur de ${time}, elle ne compte plus.`,
    changes: {
      soon: (name: string) => `${name} : échéance proche.`,
      late: (name: string) => `${name} : échéance dépassée.`,
      paused: (name: string) => `${name} : délai arrêté.`,
      resumed: (name: string) => `${name} : le délai court de nouveau.`,
      done: (name: string) => `${name} : délai terminé.`,
    },
    sentences: {
      running: (left: string, due: string) => `Reste ${left} de support, échéance ${due}.`,
      soon: (left: string, due: string) => `Bientôt : reste ${left} de support, échéance ${due}.`,
      late: (late: string, due: string) => `Échéance dépassée de ${late} de support ; elle était ${due}.`,
      'late-paused': (late: string) =>
        `Échéance dépassée de ${late} de support ; le délai est arrêté, nous attendons votre réponse.`,
      paused: (used: string, due: string) =>
        `Arrêté à ${used} : nous attendons votre réponse. Si vous répondiez maintenant : échéance ${due}.`,
      'off-hours': (resumes: string, left: string, due: string) =>
        `Support fermé, le délai reprend ${resumes}. Reste ${left} de support, échéance ${due}.`,
      downtime: (left: string) => `Arrêt planifié, le délai ne court pas. Reste ${left} de support.`,
      met: (used: string, target: string) => `Tenu : ${used} de support sur ${target}.`,
      missed: (late: string, used: string, target: string) => `Manqué de ${late} : ${used} de support sur ${target}.`,
      unjudged: (used: string) => `Sans verdict : arrêté après ${used} de support, résolu ici par personne.`,
    },
  },
  {
    names: {
      intervention: { plain: 'Time to take up' },
      resolution: { plain: 'Time to resolve' },
    },
    title: 'Guaranteed times',
    used: 'Support time used',
    usedOf: (used: string, target: string) => `${used} of support used of ${target}`,
    notKnown: 'not known',
    none: 'No commitment on time.',
    lastValue: (time: string) => `No connection: as of ${time}, no longer counting.`,
    changes: {
      soon: (name: string) => `${name}: due soon.`,
      late: (name: string) => `${name}: overdue.`,
      paused: (name: string) => `${name}: the clock is stopped.`,
      resumed: (name: string) => `${name}: the clock runs again.`,
      done: (name: string) => `${name}: decided.`,
    },
    sentences: {
      running: (left: string, due: string) => `${left} of support left, due ${due}.`,
      soon: (left: string, due: string) => `Due soon: ${left} of support left, due ${due}.`,
      late: (late: string, due: string) => `Overdue by ${late} of support; it was due ${due}.`,
      'late-paused': (late: string) =>
        `Overdue by ${late} of support; the clock is stopped, we are waiting for your answer.`,
      paused: (used: string, due: string) =>
        `Stopped at ${used}: waiting for your answer. If you answered now: due ${due}.`,
      'off-hours': (resumes: string, left: string, due: string) =>
        `Support is closed, the clock resumes ${resumes}. ${left} of support left, due ${due}.`,
      downtime: (left: string) => `Planned downtime, the clock does not run. ${left} of support left.`,
      met: (used: string, target: string) => `Met: ${used} of support of ${target}.`,
      missed: (late: string, used: string, target: string) => `Missed by ${late}: ${used} of support of ${target}.`,
      unjudged: (used: string) => `No verdict: stopped after ${used} of support, resolved here by nobody.`,
    },
  },
);
